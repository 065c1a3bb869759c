import { createAudioAnalyser, type LocalAudioTrack } from 'livekit-client';
import { useEffect, useRef } from 'react';
import './microphone-level.css';

/** A bar that follows the microphone's loudness. Written to the element directly: 60 renders a second are waste. */
export function MicrophoneLevel({ track }: { track: LocalAudioTrack | undefined }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!track) return;
    const { calculateVolume, cleanup } = createAudioAnalyser(track, { smoothingTimeConstant: 0.6 });
    let frame = 0;
    const draw = () => {
      const level = Math.min(1, calculateVolume() * 1.6);
      if (bar.current) bar.current.style.transform = `scaleX(${level.toFixed(3)})`;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      void cleanup();
    };
  }, [track]);
  return (
    <div className="microphone-level" role="img" aria-label={track ? 'Microphone level' : 'Microphone off'}>
      <span ref={bar} key={track ? 'on' : 'off'} />
    </div>
  );
}
