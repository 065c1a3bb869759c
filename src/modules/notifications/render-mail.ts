/** What a mail says. Nothing in it is HTML; it is escaped where it has to be. */
export interface MailContent {
  /** Nothing that somebody has typed. */
  subject: string;
  paragraphs: string[];
  /** Stands below the first paragraph. */
  link?: { label: string; url: string };
}

const footer = (publicUrl: string) => `Sent by Plenum at ${publicUrl}.`;

/** The same mail as plain text and as HTML. */
export function renderMail({ subject, paragraphs, link }: MailContent, publicUrl: string) {
  const [first = '', ...rest] = paragraphs;
  const lines = [first, ...(link ? [link.url] : []), ...rest, `-- \n${footer(publicUrl)}`];
  const anchor = link ? [`<a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a>`] : [];
  const blocks = [escapeHtml(first), ...anchor, ...rest.map(escapeHtml), `<small>${escapeHtml(footer(publicUrl))}</small>`];
  return { subject, text: `${lines.join('\n\n')}\n`, html: toPage(blocks) };
}

function toPage(blocks: string[]): string {
  const body = blocks.map((block) => `<p>${block}</p>`).join('\n');
  return `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<body style="font-family: sans-serif">\n${body}\n</body>\n</html>\n`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
