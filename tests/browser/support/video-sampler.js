// Runs in the page. Looks at the video within the tile of a name for a while and tells what it shows.

/**
 * @param {string} label the beginning of the tile's accessible name
 * @param {number} milliseconds how long to look
 * @returns {Promise<{frames: number, colour: string, barPositions: number[]}>} frames presented meanwhile, the ground's
 * colour (red, blue or other), and where the white bar stood at each look (0 left to 1 right)
 */
globalThis.sampleVideo = async (label, milliseconds) => {
  const video = document.querySelector(`li[aria-label^="${CSS.escape(label)}"] video`);
  if (!video) throw new Error(`No video in the tile of ${label}`);
  await firstFrame(video);
  const canvas = document.createElement('canvas');
  canvas.width = 64;
  canvas.height = 36;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const looks = [];
  let frames = 0;
  let counting = true;
  const count = () => {
    frames += 1;
    if (counting) video.requestVideoFrameCallback(count);
  };
  video.requestVideoFrameCallback(count);
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    looks.push(look(context.getImageData(0, 0, canvas.width, canvas.height)));
  }
  counting = false;
  return {
    frames,
    colour: looks.at(-1).colour,
    barPositions: looks.map(({ bar }) => bar).filter((bar) => bar !== null),
  };
};

function firstFrame(video) {
  if (video.videoWidth > 0) return undefined;
  return new Promise((resolve) => video.requestVideoFrameCallback(resolve));
}

function look({ data, width }) {
  const ground = [0, 0, 0];
  const bar = [];
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue] = [data[i], data[i + 1], data[i + 2]];
    if (green > 150) bar.push(((i / 4) % width) / width);
    else [red, green, blue].forEach((value, channel) => (ground[channel] += value));
  }
  const [red, green, blue] = ground;
  const colour = red > 2 * (green + blue) ? 'red' : blue > 2 * (red + green) ? 'blue' : 'other';
  return { colour, bar: bar.length > 0 ? bar.reduce((sum, x) => sum + x, 0) / bar.length : null };
}
