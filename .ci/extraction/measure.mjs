// Prints, as a Markdown table, the share of words that poppler, PDFium and pdf.js read in our leaflets and in headless
// Chromium's PDF of the same words. Usage: node measure.mjs SAMPLES GUICHETCTL [TAG...]. Needs pdftotext, chromium and fonts-noto-core.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PDFiumLibrary } from '@hyzyla/pdfium';

const [samples, guichetctl, ...tags] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'extraction-'));
const library = await PDFiumLibrary.init();
const rightToLeft = new Set(['ar', 'fa', 'ur', 'he', 'ff-Adlm', 'ps', 'ckb', 'ug']);
const unspaced = new Set(['th', 'km', 'my', 'vai']); // compared by eight letters: no spaces between words

const readers = {
  poppler: (file) => execFileSync('pdftotext', [file, '-'], { maxBuffer: 1e9 }).toString(),
  async pdfium(file) {
    const document = await library.loadDocument(fs.readFileSync(file));
    const text = [...document.pages()].map((page) => page.getText()).join('\n');
    document.destroy();
    return text;
  },
  async pdfjs(file) {
    const document = await getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: 0 }).promise;
    let text = '';
    for (let n = 1; n <= document.numPages; n++) {
      const { items } = await (await document.getPage(n)).getTextContent();
      text += items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join('') + '\n';
    }
    return text;
  },
};

// words folds compatibility forms, drops what is invisible, and splits at everything that is no letter, mark or digit.
function words(tag, text) {
  const clean = text.normalize('NFKC').replace(/\p{Cf}/gu, '').normalize('NFC').split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  return unspaced.has(tag) ? clean.join('').match(/.{1,8}/gsu) : clean;
}

function share(tag, wanted, got) {
  const want = words(tag, wanted);
  if (unspaced.has(tag)) {
    const whole = words('', got).join('');
    const [title] = wanted.split('\n');
    const without = words('', got.split('\n').filter((line) => !isFoot(line, title)).join('\n')).join('');
    return want.filter((piece) => whole.includes(piece) || without.includes(piece)).length / want.length;
  }
  const left = new Map();
  for (const word of words(tag, got)) left.set(word, (left.get(word) ?? 0) + 1);
  const found = want.filter((word) => left.get(word) > 0 && left.set(word, left.get(word) - 1));
  return found.length / want.length;
}

// isFoot finds the lines at the foot of our pages: they come between the pieces of a word that goes on overleaf.
function isFoot(line, title) {
  const shown = line.replace(/\p{Cf}/gu, '').replace(title, '').trim();
  return shown === '' || /^\p{N}+\/\p{N}+$/u.test(shown);
}

function ours(tag, file) {
  execFileSync(guichetctl, ['brochure', 'render', '--file', path.join(samples, `${tag}.md`), '--lang', tag, '--out', file]);
}

function chromium(tag, file) {
  const body = fs.readFileSync(path.join(samples, `${tag}.md`), 'utf8').split(/\n\n+/).filter(Boolean)
    .map((block) => `<p>${block.replace(/^[#-]+ /, '').replace(/\\\./g, '.')}</p>`).join('\n');
  const page = path.join(folder, `${tag}.html`);
  fs.writeFileSync(page, `<!doctype html><html lang="${tag}" dir="${rightToLeft.has(tag) ? 'rtl' : 'ltr'}"><meta charset="utf-8"><style>body{font:12pt 'Noto Sans'}</style>${body}`);
  execFileSync('chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', `--print-to-pdf=${file}`, page], { stdio: 'ignore' });
}

const all = tags.length > 0 ? tags : fs.readdirSync(samples).filter((f) => f.endsWith('.md') && f !== 'README.md').map((f) => path.basename(f, '.md'));
console.log('| language | words | poppler | PDFium | pdf.js | Chromium: poppler | PDFium | pdf.js |\n| --- | --: | --: | --: | --: | --: | --: | --: |');
for (const tag of all) {
  const wanted = fs.readFileSync(path.join(samples, `${tag}.md`), 'utf8').replace(/^[#-]+ /gm, '').replace(/\\\./g, '.');
  const row = [tag, words('', wanted).length];
  for (const make of [ours, chromium]) {
    const file = path.join(folder, `${tag}.pdf`);
    make(tag, file);
    for (const read of Object.values(readers)) row.push((100 * share(tag, wanted, await read(file))).toFixed(1));
  }
  console.log(`| ${row.join(' | ')} |`);
}
fs.rmSync(folder, { recursive: true });
