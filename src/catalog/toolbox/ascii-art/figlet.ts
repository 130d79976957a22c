import figlet from 'figlet';

/** Names of the fonts, in alphabetical order. */
export function fontNames(): readonly string[] {
  return figlet.fontsSync();
}

/** Text in a FIGlet font, without blank lines above and below. The font's name may be in any case. */
export function drawText(text: string, font: string): string {
  // Fonts are files beside the library: only names it lists reach it, so no name can lead elsewhere.
  const known = fontNames().find(name => name.toLowerCase() === font.trim().toLowerCase());
  if (known === undefined) throw new Error(`no font is named "${font}"; list_ascii_fonts names them all`);
  const lines = figlet.textSync(text, { font: known as figlet.Fonts }).split('\n');
  const inked = lines.map(line => line.trim() !== '');
  return lines.slice(inked.indexOf(true), inked.lastIndexOf(true) + 1).join('\n');
}
