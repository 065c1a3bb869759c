import { Children, type CSSProperties, type ReactNode } from 'react';
import { useGridFit } from './use-grid-fit.ts';
import './tile-grid.css';

/** A grid of tiles that are as large as the space allows. */
export function TileGrid({ label, children }: { label: string; children: ReactNode }) {
  const { area, columns, tileWidth, ratio } = useGridFit(Children.count(children));
  const style = { '--columns': columns, '--tile-width': `${tileWidth}px`, '--ratio': ratio } as CSSProperties;
  return (
    <div ref={area} className="tile-grid-area">
      <ul className="tile-grid" style={style} aria-label={label}>
        {children}
      </ul>
    </div>
  );
}
