/**
 * What espeak-ng says in tests of transcription. The Korean model knows all of these words, and with these sentences
 * as phrases it understands each of them word for word when `speak` says it as it does unless told otherwise: after
 * any other one or alone, wherever it begins, through a voice gate and through Opus as calls are coded. Others, of
 * words that sound more alike, are not that certain.
 */
export const koreanSentences: readonly string[] = [
  '안녕하세요 여러분',
  '문제가 있습니다',
  '사람들이 많습니다',
  '월요일 저녁',
  '오렌지 주스',
  '음악 시간',
  '전화 번호',
  '크리스마스',
  '아이스크림',
  '백화점',
];
