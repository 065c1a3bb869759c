import { useEffect, useRef, useState, type RefObject } from 'react';
import { fitGrid, type GridFit } from './grid-fit.ts';

const GAP = 8;

/** Fits `count` tiles to an element and follows its size. */
export function useGridFit(count: number): GridFit & { area: RefObject<HTMLDivElement | null> } {
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { area, ...fitGrid(size.width, size.height, count, GAP) };
}
