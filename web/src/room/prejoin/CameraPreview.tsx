import type { LocalVideoTrack } from 'livekit-client';
import { useEffect, useRef } from 'react';
import './camera-preview.css';

interface CameraPreviewProps {
  track: LocalVideoTrack | undefined;
  /** Shown in the picture's place while there is none. */
  placeholder: string;
}

/** The person's own camera picture, mirrored as in a mirror. */
export function CameraPreview({ track, placeholder }: CameraPreviewProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!track || !element) return;
    track.attach(element);
    return () => void track.detach(element);
  }, [track]);
  return (
    <div className="camera-preview">
      <video ref={video} className="camera-preview-video" hidden={!track} muted playsInline aria-label="Your camera" />
      {!track && <p>{placeholder}</p>}
    </div>
  );
}
