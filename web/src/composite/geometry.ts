/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Pixels from the top left corner. */
export interface Rectangle extends Size {
  x: number;
  y: number;
}
