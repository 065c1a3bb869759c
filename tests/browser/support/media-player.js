// Runs in the page. Steers and looks at its video or audio.

const media = () => document.querySelector('video, audio');

/** @returns {Promise<number>} seconds, when it has begun to play */
globalThis.playMedia = async () => {
  media().muted = true;
  await media().play();
  while (media().currentTime < 0.5) await new Promise((resolve) => media().addEventListener('timeupdate', resolve, { once: true }));
  media().pause();
  return media().currentTime;
};

/**
 * Waits until it stands at `time`, seconds, with a picture.
 * @returns {Promise<string>} the colour in the middle of the picture: red or blue
 */
globalThis.untilSeeked = async (time) => {
  const isThere = () => !media().seeking && media().readyState >= 2 && Math.abs(media().currentTime - time) < 0.5;
  while (!isThere()) await new Promise((resolve) => requestAnimationFrame(resolve));
  return colourOf(media());
};

/** @returns {string} */
globalThis.lookAtMedia = () => colourOf(media());

function colourOf(video) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [16, 9];
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 16, 9);
  const [red, , blue] = context.getImageData(8, 4, 1, 1).data;
  return red > blue ? 'red' : 'blue';
}
