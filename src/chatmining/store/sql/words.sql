-- How French is cut into searchable terms: the same in the index and in a query, in plain SQL, so that any client of
-- the snapshot (DBeaver, R, Excel) searches as `chatmining search` does, without an extension.

create or replace macro folded(written) as
    replace(replace(strip_accents(lower(nfc_normalize(written))), 'œ', 'oe'), 'æ', 'ae');
comment on macro folded is 'Text in lower case, without accents or ligatures.';

-- Apostrophes of any kind and hyphens part words: « l''outil », « peut-être ».
create or replace macro words_of(written) as regexp_extract_all(lower(nfc_normalize(written)), '[\p{L}\p{N}]+');
comment on macro words_of is 'Words of a text, in lower case.';

-- Only words without a meaning of their own; pas, sans, peu, trop, moins, plus, tout are kept: they change the meaning.
create or replace macro is_tool_word(word) as word in (
    'a', 'ai', 'as', 'au', 'aux', 'avec', 'c', 'ca', 'ce', 'ces', 'cet', 'cette', 'd', 'dans', 'de', 'des', 'du', 'elle',
    'elles', 'en', 'es', 'est', 'et', 'eux', 'il', 'ils', 'j', 'je', 'l', 'la', 'le', 'les', 'leur', 'leurs', 'lui', 'm',
    'ma', 'me', 'mes', 'mon', 'n', 'ne', 'nos', 'notre', 'nous', 'on', 'ont', 'ou', 'par', 'pour', 'qu', 'que', 'qui',
    's', 'sa', 'se', 'ses', 'si', 'son', 'sont', 'sur', 't', 'ta', 'te', 'tes', 'toi', 'ton', 'tu', 'un', 'une', 'vos',
    'votre', 'vous', 'y'
);
comment on macro is_tool_word is 'Whether a folded word is too common to be searched.';

-- Plural, then the longest known suffix, then a doubled last letter, on folded words; three letters or more are left
-- (four before endings that many nouns share). In the spirit of the French stemmers of Porter (Snowball, 2001) and
-- Savoy (JASIS 50, 1999), but « formation », « formateur » and « formés » meet, which folding first forbids to Snowball.
create or replace macro singular_of(word) as
    regexp_replace(regexp_replace(regexp_replace(
        word, '^(.{2,}e)aux$', '\1au'), '^(.{3,})aux$', '\1al'), '^(.{3,}[^s])s$|^(.{3,})x$', '\1\2');
comment on macro singular_of is 'Folded word without the mark of the plural.';

create or replace macro suffixless(word) as regexp_replace(
    word,
    '^(.{3,}?)(?:issement|isation|iser|isee?|alite|ivite|ification|ation|ition|ateur|atrice|iteur|itrice|iquement|ement'
    || '|amment|emment|ivement|euse|eur|rice|ative|atif|ive|if|able|ible|isme|iste|ite|ique|al|ale|iere|ere|ier|aire'
    || '|ance|ence|age|elle|el|ude|ante?|ee|er|ez|ir|ait|aient|ais|ions?|on|ie|e|i)$'
    || '|^(.{4,}?)(?:ente?|ons|ont)$',
    '\1\2'
);
comment on macro suffixless is 'Folded word without its longest known suffix.';

create or replace macro undoubled(word) as
    case when length(word) > 3 and word[-1] = word[-2] then word[:-2] else word end;
comment on macro undoubled is 'Word without the second of two equal last letters.';

create or replace macro stem_of(word) as undoubled(suffixless(singular_of(word)));
comment on macro stem_of is 'Stem of a folded word.';

create or replace macro term_of(word) as
    case when is_tool_word(folded(word)) then null else stem_of(folded(word)) end;
comment on macro term_of is 'Search term of a word; null for a tool word.';

create or replace macro terms_of(written) as
    list_distinct(list_filter(list_transform(words_of(written), lambda w: term_of(w)), lambda t: t is not null));
comment on macro terms_of is 'Different search terms of a text.';
