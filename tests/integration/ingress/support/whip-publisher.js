// Runs in the browser: publishes a moving square and a tone of 440 Hz by WHIP (RFC 9725), as OBS does.

const width = 640;
const height = 360;

function startPicture() {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  let x = 0;
  setInterval(() => {
    x = (x + 20) % (width - 100);
    context.clearRect(0, 0, width, height);
    context.fillStyle = 'orange';
    context.fillRect(x, 100, 100, 100);
  }, 40);
  return canvas.captureStream(25).getTracks();
}

function startTone() {
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: 440 });
  const output = audio.createMediaStreamDestination();
  tone.connect(output);
  tone.start();
  return output.stream.getTracks();
}

/** What encoders send, unlike browsers, which prefer VP8. */
function h264() {
  return RTCRtpSender.getCapabilities('video').codecs.filter(({ mimeType }) => mimeType === 'video/H264');
}

/** Tells the status of the answer and the address at which the session can be ended. */
globalThis.publishByWhip = async ({ url, streamKey }) => {
  const peer = new RTCPeerConnection();
  const stream = new MediaStream([...startPicture(), ...startTone()]);
  for (const track of stream.getTracks()) {
    const transceiver = peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
    if (track.kind === 'video') transceiver.setCodecPreferences(h264());
  }
  await peer.setLocalDescription();
  await new Promise((resolve) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve();
  });
  const headers = { authorization: `Bearer ${streamKey}`, 'content-type': 'application/sdp' };
  const answer = await fetch(url, { method: 'POST', headers, body: peer.localDescription.sdp });
  const sdp = await answer.text();
  if (answer.ok) await peer.setRemoteDescription({ type: 'answer', sdp });
  const location = answer.headers.get('location');
  return { status: answer.status, resource: location && new URL(location, url).href };
};
