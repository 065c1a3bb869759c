/** Run by try-model.ts with the folder of a model: ends with 0 when Vosk can decode with it. */
import { createSpeechEngine } from '../../platform/stt/engine.ts';

const [modelFolder = ''] = process.argv.slice(2);
const oneSecond = Int16Array.from({ length: 16_000 }, (_, index) => (index * 7_919) % 2_000);

try {
  const engine = createSpeechEngine({ threads: 1 });
  const recogniser = await engine.open({ modelFolder }, { heard() {}, heardPartial() {}, failed() {} });
  await recogniser.write(oneSecond);
  await recogniser.endUtterance();
  await engine.close();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
