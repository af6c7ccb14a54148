/** Limits in prompts: the same requirements in each language. */
import { describe, expect, it } from 'vitest';
import { readLimits } from '../../../src/parse/limits/limits.js';

/**
 * Words as `min-max`, characters with `字` after them, then figures as `+min-max`; `?` if a length could not be
 * interpreted.
 */
function limits(text: string): string {
  const { words, characters, figures, unclear } = readLimits({ text });
  const range = ({ min, max }: { min?: number; max?: number }): string => `${min ?? ''}-${max ?? ''}`;
  return `${words ? range(words) : ''}${characters ? `${range(characters)}字` : ''}${figures ? `+${range(figures)}` : ''}${unclear ? '?' : ''}`;
}

const table: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  English: [
    ['Say what you saw. At least 60 words.', '60-'],
    ['Say what you saw in no fewer than 60 words.', '60-'],
    ['Say what you saw (60 words or more).', '60-'],
    ['Say what you saw; 60+ words.', '60-'],
    ['Say what you saw, 60 words minimum.', '60-'],
    ['Say what you saw in at most 80 words.', '-80'],
    ['Say what you saw in not more than 80 words.', '-80'],
    ['Say what you saw, in 80 words or fewer.', '-80'],
    ['Say what you saw in between 60 and 80 words.', '60-80'],
    ['Say what you saw in at least 60 and at most 80 words.', '60-80'],
    ['Between 1,000 and 1,500 words.', '1000-1500'],
    ['Write 80 words.', '-80'],
    ['Write about 100 words.', '80-120'],
    ['Write barely 80 words.', '?'],
    ['Never write more than 80 words.', '?'],
    ['60-80 words and one figure.', '60-80+1-1'],
    ['At least 60 words and one or two figures.', '60-+1-2'],
    ['60-80 words with at least two diagrams.', '60-80+2-'],
    ['Include a drawing.', '+1-'],
    ['Look at the two figures of the handout.', ''],
    ['In a word, was it worth it?', ''],
  ],
  Danish: [
    ['Fortæl om forsøget. Mindst 60 ord.', '60-'],
    ['Fortæl om forsøget med højst 80 ord.', '-80'],
    ['Fortæl om forsøget på 60-80 ord.', '60-80'],
    ['Fortæl om forsøget med mellem 60 og 80 ord.', '60-80'],
    ['Fortæl om forsøget med ikke under 60 ord.', '60-'],
    ['Fortæl om forsøget med 60 ord eller mere.', '60-'],
    ['Fortæl om forsøget med cirka 100 ord.', '80-120'],
    ['60 til 80 ord og ét billede.', '60-80+1-1'],
    ['60-80 ord samt to figurer.', '60-80+2-2'],
    ['Indsæt et skærmbillede.', '+1-'],
  ],
  Swedish: [
    ['Berätta om försöket. Minst 60 ord.', '60-'],
    ['Berätta om försöket med högst 80 ord.', '-80'],
    ['Berätta om försöket med mellan 60 och 80 ord.', '60-80'],
    ['Berätta om försöket på ungefär 100 ord.', '80-120'],
    ['60 till 80 ord och två bilder.', '60-80+2-2'],
    ['Bifoga minst en figur.', '+1-'],
  ],
  Norwegian: [
    ['Fortell om forsøket. Minst 60 ord.', '60-'],
    ['Fortell om forsøket med høyst 80 ord.', '-80'],
    ['Fortell om forsøket med mellom 60 og 80 ord.', '60-80'],
    ['Fortell om forsøket med omtrent 100 ord.', '80-120'],
    ['60 til 80 ord og to bilder.', '60-80+2-2'],
    ['Legg ved minst én figur.', '+1-'],
  ],
  German: [
    ['Beschreiben Sie den Versuch. Mindestens 60 Wörter.', '60-'],
    ['Beschreiben Sie den Versuch in höchstens 80 Wörtern.', '-80'],
    ['Beschreiben Sie den Versuch in nicht mehr als 80 Wörtern.', '-80'],
    ['Beschreiben Sie den Versuch in 60 bis 80 Wörtern.', '60-80'],
    ['Beschreiben Sie den Versuch in etwa 100 Wörtern.', '80-120'],
    ['60-80 Wörter und eine Abbildung.', '60-80+1-'],
    ['60-80 Wörter mit zwei bis drei Abbildungen.', '60-80+2-3'],
    ['Kaum 80 Wörter.', '?'],
  ],
  Dutch: [
    ['Beschrijf de proef. Minstens 60 woorden.', '60-'],
    ['Beschrijf de proef in ten hoogste 80 woorden.', '-80'],
    ['Beschrijf de proef in 60 tot 80 woorden.', '60-80'],
    ['Beschrijf de proef in tussen de 60 en 80 woorden.', '60-80'],
    ['Beschrijf de proef in ongeveer 100 woorden.', '80-120'],
    ['60 tot 80 woorden en twee figuren.', '60-80+2-2'],
    ['60 tot 80 woorden met één afbeelding.', '60-80+1-1'],
    ['Voeg een afbeelding toe.', '+1-'],
  ],
  French: [
    ['Racontez l’essai. Au moins 60 mots.', '60-'],
    ['Racontez l’essai en 60 mots minimum.', '60-'],
    ['Racontez l’essai en 80 mots au plus.', '-80'],
    ['Racontez l’essai en moins de 80 mots.', '-80'],
    ['Racontez l’essai en pas plus de 80 mots.', '-80'],
    ['Racontez l’essai, entre 60 et 80 mots.', '60-80'],
    ['Racontez l’essai en 60 à 80 mots.', '60-80'],
    ['Racontez l’essai en environ 100 mots.', '80-120'],
    ['De 60 à 80 mots et une à deux figures.', '60-80+1-2'],
    ['Insérez une image.', '+1-'],
  ],
  Spanish: [
    ['Cuente el ensayo. Al menos 60 palabras.', '60-'],
    ['Cuente el ensayo en 80 palabras como máximo.', '-80'],
    ['Cuente el ensayo en un máximo de 80 palabras.', '-80'],
    ['Cuente el ensayo, entre 60 y 80 palabras.', '60-80'],
    ['Cuente el ensayo en unas 100 palabras.', '80-120'],
    ['De 60 a 80 palabras y dos figuras.', '60-80+2-2'],
    ['Incluya una imagen.', '+1-'],
  ],
  Italian: [
    ['Raccontate la prova. Almeno 60 parole.', '60-'],
    ['Raccontate la prova in 80 parole al massimo.', '-80'],
    ['Raccontate la prova, tra 60 e 80 parole.', '60-80'],
    ['Raccontate la prova in circa 100 parole.', '80-120'],
    ['Da 60 a 80 parole e due figure.', '60-80+2-2'],
    ['Inserite una figura.', '+1-'],
  ],
  Portuguese: [
    ['Conte o ensaio. Pelo menos 60 palavras.', '60-'],
    ['Conte o ensaio em 80 palavras no máximo.', '-80'],
    ['Conte o ensaio em até 80 palavras.', '-80'],
    ['Conte o ensaio, entre 60 e 80 palavras.', '60-80'],
    ['Conte o ensaio em cerca de 100 palavras.', '80-120'],
    ['De 60 a 80 palavras e duas figuras.', '60-80+2-2'],
    ['Insira uma imagem.', '+1-'],
  ],
  Chinese: [
    ['描述你的实验。至少60字。', '60-字'],
    ['描述你的实验，不少于60字。', '60-字'],
    ['描述你的实验，60字以上。', '60-字'],
    ['描述你的实验，不超过80字。', '-80字'],
    ['描述你的实验，80字以内。', '-80字'],
    ['描述你的实验，60到80字。', '60-80字'],
    ['描述你的实验（60-80字）。', '60-80字'],
    ['描述你的实验，大约100字。', '80-120字'],
    ['描述你的实验，100字左右。', '80-120字'],
    ['60-80字，并附两张图片。', '60-80字+2-2'],
    ['至少60个字和一张图。', '60-字+1-1'],
    ['描述你的实验，至少60个词。', '60-'],
    ['描述你的实验，至少60字，至多80字。', '60-80字'],
  ],
};

describe.each(Object.entries(table))('in %s', (_, rows) => {
  it.each(rows)('%s', (text, expected) => {
    expect(limits(text)).toBe(expected);
  });
});
