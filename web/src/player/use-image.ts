import { useEffect, useState } from 'react';

/** Whether a picture has been loaded, so that nothing is shown in its place when it cannot be. */
export function useImage(url: string): boolean {
  const [loaded, setLoaded] = useState<string | null>(null);
  useEffect(() => {
    const image = new Image();
    image.addEventListener('load', () => setLoaded(url));
    image.src = url;
  }, [url]);
  return loaded === url;
}
