/**
 * The words with which prompts state limits, per language. Every field is a list of alternatives separated by `|`, as
 * in a regular expression over lower-case text; `\\s` matches the whitespace between words.
 */
export interface Language {
  readonly code: string;
  /** Nouns for what is counted: words, and figures. */
  readonly words: string;
  /** Of the words for words, those that mean characters. */
  readonly characters?: string;
  readonly figures: string;
  /** Before a number: `at least`; after it or its noun: `or more`. */
  readonly atLeast: string;
  readonly orMore: string;
  readonly atMost: string;
  readonly orFewer: string;
  readonly between: string;
  /** Between the bounds of a range, besides dashes. */
  readonly to: string;
  readonly about: string;
  /** The numerals from one to twelve. */
  readonly numbers: readonly string[];
  /** The indefinite article, which may stand for one: `a figure` allows more. */
  readonly article: string;
  /** Conjunctions between a number of words and a number of figures: `100 words and one figure`. */
  readonly join: string;
  /** Verbs that ask for a figure. */
  readonly ask: string;
  /** Words that may precede an exact number of words: `in 150 words`. After any other word the limit is unclear. */
  readonly plain: string;
  /** Words that negate the following bound. */
  readonly not: string;
}

const digits12 = 'one two three four five six seven eight nine ten eleven twelve';

/** English comes first: most templates are in English. */
export const languages: readonly Language[] = [
  {
    code: 'en',
    words: 'words?',
    figures:
      '(?:image|figure|screen\\s?-?shot|picture|diagram|plot|photo|photograph|chart|graph|illustration|drawing)s?',
    atLeast:
      'at\\s+least|(?:a\\s+)?minimum(?:\\s+of)?:?|min\\.?:?|(?:no|not)\\s+(?:fewer|less)\\s+than|more\\s+than|over',
    orMore: 'or\\s+more|at\\s+(?:the\\s+)?least|(?:at\\s+)?minimum|and\\s+(?:up|more)|upwards|\\+',
    atMost:
      'at\\s+(?:the\\s+)?most|up\\s+to|(?:a\\s+)?maximum(?:\\s+of)?:?|max\\.?:?|(?:no|not)\\s+more\\s+than|(?:fewer|less)\\s+than|under|below|not\\s+exceeding',
    orFewer: 'or\\s+(?:less|fewer)|at\\s+(?:the\\s+)?most|(?:at\\s+)?maximum|max\\.?',
    between: 'between|from',
    to: 'to|and|or',
    about: 'about|around|approximately|approx\\.?|roughly|circa|ca\\.?|some',
    numbers: digits12.split(' '),
    article: 'an?',
    join: 'and|with|plus|\\+|as\\s+well\\s+as|&',
    ask: 'insert|upload|include|add|attach|provide|submit|embed|paste|give|show|draw',
    plain:
      'in|with|of|write|use|using|is|exactly|your|the|answer|length|than|to|for|these|total|precisely|take|give|recommended',
    not: 'not|no|never|hardly|nor|without',
  },
  {
    code: 'da',
    words: 'ord',
    figures:
      'figur(?:er)?|billeder?|skærmbilleder?|diagram(?:mer)?|grafer|graf|foto(?:s|er|grafier)?|tegning(?:er)?|illustration(?:er)?|plots?',
    atLeast: '(?:som\\s+)?mindst|minimum|min\\.?|(?:ikke|ej)\\s+(?:under|færre\\s+end|mindre\\s+end)|mere\\s+end|over',
    orMore: 'eller\\s+(?:mere|flere)|og\\s+opefter|(?:som\\s+)?mindst|minimum',
    atMost:
      '(?:(?:aller)?højst|maksimalt|maksimum|maks\\.?|max\\.?|op\\s+til|(?:ikke|ej)\\s+(?:over|mere\\s+end|flere\\s+end)|under|færre\\s+end|mindre\\s+end)',
    orFewer: 'eller\\s+(?:mindre|færre)|(?:aller)?højst|maksimalt|maks\\.?|max\\.?',
    between: '(?:i\\s+)?mellem|fra',
    to: 'til|og|eller',
    about: 'cirka|ca\\.?|omkring|omtrent|rundt\\s+regnet',
    numbers: ['én|ét', 'to', 'tre', 'fire', 'fem', 'seks', 'syv', 'otte', 'ni', 'ti', 'elleve', 'tolv'],
    article: 'en|et',
    join: 'og|med|plus|samt|\\+|&',
    ask: 'indsæt|upload|tilføj|vedhæft|vis|vedlæg|medtag|tegn|giv',
    plain: 'på|med|i|skriv|brug|af|længde|omfang|er|præcis|netop|svar|svaret|om|til',
    not: 'ikke|ej|aldrig|næppe|ingen|uden',
  },
  {
    code: 'sv',
    words: 'ord',
    figures:
      'figur(?:er)?|bild(?:er)?|skärmbild(?:er)?|skärmdump(?:ar)?|diagram|graf(?:er)?|foto(?:n|s|grafier)?|ritning(?:ar)?|illustration(?:er)?',
    atLeast: 'minst|minimum|min\\.?|(?:inte|ej)\\s+(?:under|färre\\s+än|mindre\\s+än)|mer\\s+än|fler\\s+än|över',
    orMore: 'eller\\s+(?:mer|fler|flera)|och\\s+uppåt|minst|minimum',
    atMost:
      'högst|maximalt|maximum|max\\.?|upp\\s+till|(?:inte|ej)\\s+(?:över|mer\\s+än|fler\\s+än)|under|färre\\s+än|mindre\\s+än',
    orFewer: 'eller\\s+(?:mindre|färre)|högst|maximalt|max\\.?',
    between: 'mellan|från',
    to: 'till|och|eller',
    about: 'cirka|ca\\.?|ungefär|omkring|runt',
    numbers: ['', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'],
    article: 'en|ett',
    join: 'och|med|plus|samt|\\+|&',
    ask: 'infoga|ladda\\s+upp|bifoga|visa|inkludera|lägg\\s+till|ta\\s+med|rita|ge',
    plain: 'på|med|i|skriv|använd|av|längd|omfång|är|exakt|precis|svar|svaret|om|till',
    not: 'inte|ej|aldrig|knappt|inga|utan',
  },
  {
    code: 'no',
    words: 'ord',
    figures:
      'figur(?:er)?|bilder?|skjermbilder?|skjermdump(?:er)?|diagram(?:mer)?|graf(?:er)?|foto(?:er|grafier)?|tegning(?:er)?|illustrasjon(?:er)?',
    atLeast: 'minst|minimum|min\\.?|(?:ikke|ei)\\s+(?:under|færre\\s+enn|mindre\\s+enn)|mer\\s+enn|flere\\s+enn|over',
    orMore: 'eller\\s+(?:mer|flere)|og\\s+oppover|minst|minimum',
    atMost:
      'høyst|maksimalt|maksimum|maks\\.?|max\\.?|opptil|inntil|opp\\s+til|(?:ikke|ei)\\s+(?:over|mer\\s+enn|flere\\s+enn)|under|færre\\s+enn|mindre\\s+enn',
    orFewer: 'eller\\s+(?:mindre|færre)|høyst|maksimalt|maks\\.?',
    between: 'mellom|fra',
    to: 'til|og|eller',
    about: 'cirka|ca\\.?|omtrent|omkring|rundt',
    numbers: ['én|ett', 'to', 'tre', 'fire', 'fem', 'seks', 'sju|syv', 'åtte', 'ni', 'ti', 'elleve|elve', 'tolv'],
    article: 'en|et|ei',
    join: 'og|med|pluss|samt|\\+|&',
    ask: 'sett\\s+inn|last\\s+opp|legg\\s+ved|legg\\s+til|vis|inkluder|ta\\s+med|tegn|gi',
    plain: 'på|med|i|skriv|bruk|av|lengde|omfang|er|nøyaktig|akkurat|svar|svaret|om|til',
    not: 'ikke|ei|aldri|neppe|ingen|uten',
  },
  {
    code: 'de',
    words: 'wörtern?|worten?|wort',
    figures:
      'abbildung(?:en)?|abb\\.|bild(?:er|ern)?|grafik(?:en)?|diagramm(?:e|en)?|figur(?:en)?|screenshots?|bildschirmfotos?|fotos?|zeichnung(?:en)?|skizzen?|schaubild(?:er|ern)?',
    atLeast: 'mindestens|wenigstens|minimal|minimum|min\\.?|nicht\\s+(?:weniger\\s+als|unter)|mehr\\s+als|über|ab',
    orMore: 'oder\\s+mehr|und\\s+mehr|mindestens|wenigstens|minimum',
    atMost:
      'höchstens|maximal|maximum|max\\.?|bis\\s+zu|nicht\\s+(?:mehr\\s+als|über|länger\\s+als)|weniger\\s+als|unter',
    orFewer: 'oder\\s+weniger|höchstens|maximal|maximum|max\\.?',
    between: 'zwischen|von',
    to: 'bis|und|oder',
    about: 'etwa|ungefähr|circa|ca\\.?|rund|zirka',
    numbers: ['', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'],
    article: 'ein(?:e|er|em|en|es)?',
    join: 'und|mit|plus|sowie|\\+|&',
    ask: 'fügen\\s+sie|füge|zeigen\\s+sie|zeige|laden\\s+sie|lade|ergänzen\\s+sie|ergänze|geben\\s+sie|gib|zeichnen\\s+sie|zeichne|verwenden\\s+sie',
    plain: 'in|mit|aus|von|schreiben|schreibe|sie|verwenden|länge|umfang|genau|antwort|sind|den|auf',
    not: 'nicht|kein|keine|keinen|keinesfalls|nie|niemals|kaum|ohne',
  },
  {
    code: 'nl',
    words: 'woord(?:en)?',
    figures:
      "figu(?:ur|ren)|afbeelding(?:en)?|beeld(?:en)?|schermafbeelding(?:en)?|screenshots?|diagram(?:men)?|grafiek(?:en)?|foto'?s?|tekening(?:en)?|illustratie'?s?|plaatjes?",
    atLeast:
      'ten\\s?minste|minstens|minimaal|minimum|min\\.?|(?:niet|geen)\\s+(?:minder\\s+dan|onder)|meer\\s+dan|vanaf',
    orMore: 'of\\s+meer|en\\s+meer|ten\\s?minste|minstens|minimaal|minimum',
    atMost:
      'ten\\s?hoogste|hoogstens|maximaal|maximum|max\\.?|tot(?:\\s+en\\s+met|\\s+aan)?|(?:niet|geen)\\s+meer\\s+dan|minder\\s+dan|onder',
    orFewer: 'of\\s+minder|ten\\s?hoogste|hoogstens|maximaal|maximum',
    between: 'tussen(?:\\s+de)?|van',
    to: 'tot(?:\\s+en\\s+met)?|t/m|à|en|of',
    about: "ongeveer|circa|ca\\.?|rond(?:\\s+de)?|zo'n",
    numbers: ['één|eén', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf'],
    article: 'een',
    join: 'en|met|plus|evenals|\\+|&',
    ask: 'voeg|upload|plaats|toon|geef|neem|teken|laat',
    plain: 'in|met|van|schrijf|gebruik|lengte|omvang|precies|exact|antwoord|is|uit|op',
    not: 'niet|geen|nooit|nauwelijks|zonder',
  },
  {
    code: 'fr',
    words: 'mots?',
    figures:
      "figures?|images?|captures?(?:\\s+d['’]écran)?|schémas?|diagrammes?|graphiques?|graphes?|photos?|photographies?|illustrations?|dessins?",
    atLeast:
      'au\\s+(?:moins|minimum)|minimum|min\\.?|pas\\s+moins\\s+de|(?:un\\s+)?minimum\\s+de|plus\\s+de|à\\s+partir\\s+de',
    orMore: 'ou\\s+(?:plus|davantage)|et\\s+plus|au\\s+(?:moins|minimum)|minimum',
    atMost: "au\\s+(?:plus|maximum)|maximum|max\\.?|jusqu['’]à|pas\\s+plus\\s+de|(?:un\\s+)?maximum\\s+de|moins\\s+de",
    orFewer: 'ou\\s+moins|au\\s+(?:plus|maximum)|maximum|max\\.?',
    between: 'entre|de',
    to: 'à|et|ou',
    about: 'environ|autour\\s+de|à\\s+peu\\s+près',
    numbers: ['', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'],
    article: 'une?',
    join: 'et|avec|plus|ainsi\\s+que|\\+|&',
    ask: 'insérez|insérer|ajoutez|ajouter|joignez|joindre|montrez|montrer|incluez|inclure|donnez|dessinez|fournissez|téléversez',
    plain: 'en|avec|de|les|écrivez|rédigez|longueur|exactement|réponse|utilisez|dans|par',
    not: 'pas|jamais|sans|aucun|aucune|guère',
  },
  {
    code: 'es',
    words: 'palabras?',
    figures:
      'figuras?|im[aá]gen(?:es)?|capturas?(?:\\s+de\\s+pantalla)?|diagramas?|gráfic[ao]s?|fotos?|fotografías?|ilustraci(?:ón|ones)|dibujos?|esquemas?',
    atLeast:
      '(?:al|por\\s+lo|como)\\s+(?:menos|mínimo)|mínimo(?:\\s+de)?|mín\\.?|no\\s+menos\\s+de|más\\s+de|un\\s+mínimo\\s+de|a\\s+partir\\s+de',
    orMore: 'o\\s+más|(?:al|por\\s+lo|como)\\s+(?:menos|mínimo)|mínimo',
    atMost:
      '(?:a\\s+lo|como)\\s+(?:sumo|más|máximo|mucho)|máximo(?:\\s+de)?|máx\\.?|hasta|no\\s+más\\s+de|un\\s+máximo\\s+de|menos\\s+de',
    orFewer: 'o\\s+menos|(?:a\\s+lo|como)\\s+(?:sumo|más|máximo|mucho)|máximo',
    between: 'entre|de',
    to: 'a|y|o',
    about: 'unas|unos|aproximadamente|alrededor\\s+de|cerca\\s+de',
    numbers: ['', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'],
    article: 'una?|uno',
    join: 'y|con|más|además\\s+de|\\+|&',
    ask: 'inserte|inserta|incluya|incluye|añada|añade|adjunte|adjunta|muestre|muestra|suba|sube|dibuje|dibuja|agregue|agrega',
    plain: 'en|con|de|las|escriba|escribe|extensión|longitud|exactamente|respuesta|use|usa',
    not: 'no|nunca|jamás|sin|ninguna|apenas',
  },
  {
    code: 'it',
    words: 'parol[ae]',
    figures:
      'figur[ae]|immagin[ei]|schermat[ae]|diagramm[ai]|grafic[oi]|foto(?:grafi[ae])?|illustrazion[ei]|disegn[oi]|schem[ai]',
    atLeast: 'almeno|(?:al|come)\\s+minimo|minimo|min\\.?|non\\s+meno\\s+di|(?:un\\s+)?minimo\\s+di|più\\s+di|oltre',
    orMore: 'o\\s+più|almeno|(?:al|come)\\s+minimo|minimo',
    atMost:
      '(?:al\\s+)?massimo|al\\s+più|max\\.?|fino\\s+a|non\\s+(?:più\\s+di|oltre)|(?:un\\s+)?massimo\\s+di|meno\\s+di',
    orFewer: 'o\\s+meno|(?:al\\s+)?massimo|al\\s+più|max\\.?',
    between: '(?:tra|fra)(?:\\s+le)?|da(?:lle)?',
    to: 'a|alle|e|o|e\\s+le',
    about: "circa|all['’]incirca|approssimativamente|intorno\\s+a(?:lle)?",
    numbers: ['', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove', 'dieci', 'undici', 'dodici'],
    article: 'una?|uno',
    join: 'e|con|più|nonché|\\+|&',
    ask: 'inserite|inserisci|inserire|allegate|allega|mostrate|mostra|includete|includi|aggiungete|aggiungi|caricate|carica|disegnate|disegna|fornite',
    plain: 'in|con|di|le|scrivete|scrivi|lunghezza|esattamente|risposta|usate|usa',
    not: 'non|mai|senza|nessuna|appena',
  },
  {
    code: 'pt',
    words: 'palavras?',
    figures:
      'figuras?|imagens|imagem|capturas?(?:\\s+de\\s+(?:ecrã|tela))?|diagramas?|gráficos?|fotos?|fotografias?|ilustraç(?:ão|ões)|desenhos?|esquemas?',
    atLeast:
      '(?:pelo|ao)\\s+menos|(?:no\\s+)?mínimo(?:\\s+de)?|mín\\.?|não\\s+menos\\s+(?:de|do\\s+que)|mais\\s+de|a\\s+partir\\s+de',
    orMore: 'ou\\s+mais|(?:pelo|ao)\\s+menos|(?:no\\s+)?mínimo',
    atMost:
      '(?:no\\s+)?máximo(?:\\s+de)?|máx\\.?|até|(?:quando|no)\\s+muito|não\\s+mais\\s+(?:de|do\\s+que)|menos\\s+de',
    orFewer: 'ou\\s+menos|(?:no\\s+)?máximo|(?:quando|no)\\s+muito',
    between: 'entre|de',
    to: 'a|e|ou|até',
    about: 'cerca\\s+de|aproximadamente|umas|uns|por\\s+volta\\s+de',
    numbers: ['', 'dois|duas', 'três', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove', 'dez', 'onze', 'doze'],
    article: 'uma?',
    join: 'e|com|mais|além\\s+de|\\+|&',
    ask: 'insira|inclua|adicione|anexe|mostre|junte|carregue|desenhe|forneça|apresente',
    plain: 'em|com|de|as|escreva|extensão|comprimento|exatamente|resposta|use',
    not: 'não|nunca|jamais|sem|nenhuma|apenas',
  },
  {
    code: 'zh',
    words: '个?(?:字|词|单词|單詞|詞)',
    characters: '字',
    figures: '[张張幅个個副]?\\s*(?:图片|圖片|图像|图表|圖表|截图|截圖|照片|示意图|插图|图|圖)',
    atLeast: '至少|最少|不少于|不少於|不低于|不低於|多于|多於|超过|超過',
    orMore: '以上|及以上|或更多|或以上|起',
    atMost: '至多|最多|不超过|不超過|不多于|不多於|不得超过|不得多于|少于|少於|限',
    orFewer: '以内|以內|以下|之内|之內|或更少',
    between: '介于|在',
    to: '到|至|~|～|或',
    about: '大约|大約|约|約|左右|大概',
    numbers: ['一', '二|两|兩', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'],
    article: '',
    join: '和|与|與|及|并|並|加|附|、|，|,|\\+|以及|并附|外加',
    ask: '插入|附上|附|上传|上傳|提供|添加|给出|給出|展示|画|畫|配|加入',
    plain: '用|写|寫|以|为|為|共|答|字数|字數|需|要|请用',
    not: '不|不得|不要|没有|勿',
  },
];
