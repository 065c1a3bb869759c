/** A piece of a message: plain text, or text that is written in one of the few ways that messages know. */
export type Piece = { kind: 'text' | 'code' | 'block'; text: string } | { kind: 'bold' | 'italic'; pieces: Piece[] };

// A block, code, bold, italic. Marks hold what touches them: `2 * 3 * 4` stays as it is.
const MARKS = /```\n?([^]+?)\n?```|`([^`\n]+)`|\*\*(?=\S)([^\n]+?)(?<=\S)\*\*(?!\*)|\*(?=[^\s*])([^*\n]*[^\s*])\*/gu;

/** Reads **bold**, *italic*, `code` and ```blocks``` of a message. Everything else is text, HTML too. */
export function parseRichText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    pieces.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

/** A message without its marks, for where it stands in one line. */
export function plainText(text: string): string {
  return parseRichText(text).map(plainPiece).join('');
}

function plainPiece(piece: Piece): string {
  return 'pieces' in piece ? piece.pieces.map(plainPiece).join('') : piece.text;
}

function pieceOf([, block, code, bold, italic]: RegExpExecArray): Piece {
  if (block !== undefined) return { kind: 'block', text: block };
  if (code !== undefined) return { kind: 'code', text: code };
  if (bold !== undefined) return { kind: 'bold', pieces: parseRichText(bold) };
  return { kind: 'italic', pieces: parseRichText(italic ?? '') };
}
