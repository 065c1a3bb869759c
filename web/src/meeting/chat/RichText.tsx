import { Fragment, type ReactNode } from 'react';
import { parseRichText, type Piece } from './rich-text.ts';

/** A message as it is meant to look. Made of elements, never of HTML. */
export function RichText({ text }: { text: string }) {
  return <>{parseRichText(text).map(drawPiece)}</>;
}

function drawPiece(piece: Piece, index: number): ReactNode {
  switch (piece.kind) {
    case 'text':
      return <Fragment key={index}>{piece.text}</Fragment>;
    case 'code':
      return <code key={index}>{piece.text}</code>;
    case 'block':
      return <pre key={index}>{piece.text}</pre>;
    case 'bold':
      return <strong key={index}>{piece.pieces.map(drawPiece)}</strong>;
    case 'italic':
      return <em key={index}>{piece.pieces.map(drawPiece)}</em>;
  }
}
