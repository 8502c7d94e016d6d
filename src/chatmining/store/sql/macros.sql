-- Questions asked often, with their intervals. Applied to snapshots only: they read what publication prepared.

create or replace macro wilson_low(successes, trials) as
    (successes + 3.8414588206941254 / 2 - 1.959963984540054 * sqrt(greatest(
        successes * (trials - successes) / nullif(trials, 0) + 3.8414588206941254 / 4, 0)))
    / (nullif(trials, 0) + 3.8414588206941254);
comment on macro wilson_low is 'Lower end of the 95 % interval of a share (Wilson, JASA 22, 1927); null without trials.';

create or replace macro wilson_high(successes, trials) as
    (successes + 3.8414588206941254 / 2 + 1.959963984540054 * sqrt(greatest(
        successes * (trials - successes) / nullif(trials, 0) + 3.8414588206941254 / 4, 0)))
    / (nullif(trials, 0) + 3.8414588206941254);
comment on macro wilson_high is 'Upper end of the 95 % interval of a share (Wilson, JASA 22, 1927); null without trials.';

create or replace macro prevalence(theme_id) as table
with counted as (
    select
        w.webinar_id, w.title, w.date, coalesce(t.n, 0) as n, w.content,
        coalesce(t.people_n, 0) as people_n, w.content_people
    from v_webinars w left join v_theme_by_webinar t on t.webinar_id = w.webinar_id and t.theme = theme_id
),
by_unit as (
    select webinar_id, title, date, 'comment' as unit, n, content as denominator from counted
    union all
    select webinar_id, title, date, 'person', people_n, content_people from counted
)
select
    webinar_id, title, date, unit, n, denominator, n / nullif(denominator, 0) as share,
    wilson_low(n, denominator) as low, wilson_high(n, denominator) as high
from by_unit
order by date, webinar_id, unit;
comment on macro table prevalence is
    'Share of a theme in each webinar, by comment and by person, with its Wilson interval; noise is out of denominators.';

create or replace macro compare(webinar_a, webinar_b) as table
with webinars as (select webinar_id, content, content_people from v_webinars where webinar_id in (webinar_a, webinar_b)),
themes as (select distinct theme from v_theme_by_webinar where webinar_id in (webinar_a, webinar_b)),
counted as (
    select
        h.theme, w.webinar_id, coalesce(t.n, 0) as n, w.content, coalesce(t.people_n, 0) as people_n, w.content_people
    from themes h cross join webinars w
    left join v_theme_by_webinar t on t.webinar_id = w.webinar_id and t.theme = h.theme
),
by_unit as (
    select theme, webinar_id, 'comment' as unit, n, content as m from counted
    union all
    select theme, webinar_id, 'person', people_n, content_people from counted
),
paired as (
    select a.theme, a.unit, a.n as n_a, a.m as m_a, b.n as n_b, b.m as m_b
    from by_unit a join by_unit b using (theme, unit)
    where a.webinar_id = webinar_a and b.webinar_id = webinar_b and a.m > 0 and b.m > 0
),
bounded as (
    select
        *, n_a / m_a as share_a, n_b / m_b as share_b,
        wilson_low(n_a, m_a) as low_a, wilson_high(n_a, m_a) as high_a,
        wilson_low(n_b, m_b) as low_b, wilson_high(n_b, m_b) as high_b,
        -- Pooled share drawn towards one half (Agresti and Coull, 1998), so that 0 of 30 does not promise a null variance.
        (n_a + n_b + 2) / (m_a + m_b + 4) as pooled
    from paired
)
select
    theme, unit, n_a, m_a as denominator_a, share_a, n_b, m_b as denominator_b, share_b, share_a - share_b as difference,
    share_a - share_b - sqrt((share_a - low_a) ** 2 + (high_b - share_b) ** 2) as low,
    share_a - share_b + sqrt((high_a - share_a) ** 2 + (share_b - low_b) ** 2) as high,
    -- 1.95996 + 0.84162: two-sided 5 % and 80 % power.
    2.8015852181129682 * sqrt(pooled * (1 - pooled) * (1 / m_a + 1 / m_b)) as detectable
from bounded
order by theme, unit;
comment on macro table compare is
    'Each theme in two webinars: difference a - b, 95 % interval (Newcombe, Stat. Med. 17, 1998, method 10), and the smallest difference that 80 % power could have shown.';

-- \b of RE2 knows unaccented letters only: folding leaves no others in French. An apostrophe stands for any, a space too.
create or replace macro pattern_of(word) as
    '(?:^|\b)' || regexp_replace(regexp_replace(
        regexp_escape(trim(folded(word))), '\\?[''’]', '[''’]', 'g'), '\\?\s', '\\s', 'g') || '(?:\b|$)';
comment on macro pattern_of is 'Regular expression of a word or phrase, to be sought in a folded text.';

-- Folding a text takes four times as long as reading it. What a word looks like whatever its accents is sought first; a
-- text with letters that other languages accent, or with marks of their own, is folded anyhow.
create or replace macro outline_of(word) as case
    when regexp_full_match(folded(word), '[ -~’]*') then regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_escape(trim(folded(word))), '\\?[''’]', '.', 'g'), '\\?\s', '\\s', 'g'), 'oe|ae', '.{1,2}', 'g'),
        '[aceinouy]', '.', 'g') || '|[\x{100}-\x{151}\x{154}-\x{36f}\x{1e00}-\x{1eff}\x{212a}\x{212b}]'
    else ''
end;
comment on macro outline_of is 'Regular expression found in every lower-case text that holds a word or phrase.';

create or replace macro holds(written, word) as case
    when regexp_matches(lower(written), outline_of(word)) then regexp_matches(folded(written), pattern_of(word)) else false
end;
comment on macro holds is 'Whether a text holds a word or phrase, accents and case set aside.';

create or replace macro concordance(word, width := 40, webinar := null, most := 500) as table
with asked as (select unnest(terms_of(word)) as term),
held as (
    select p.doc from published.postings p where p.term in (select term from asked)
    group by p.doc having count(*) = (select count(*) from asked)
    union all -- tool words alone
    select d.doc from published.documents d where terms_of(word) = [] and words_of(word) <> []
),
-- A phrase of tool words alone (« de la ») is rarer than the comments that may hold it.
first_held as materialized (select doc from held order by doc limit if(terms_of(word) = [], 40, 4) * most),
-- The condition names both sides of the join, so that only the comments that hold the stem are folded.
of_first as materialized (
    select c.doc, c.comment_id, c.webinar_id, c.person_id, c.text
    from first_held h join published.v_comments c using (doc)
    where (webinar is null or c.webinar_id = webinar)
      and holds(if(h.doc = c.doc, c.text, ''), word)
),
-- Most words fill their lines from the first comments that hold the stem: the others are read when they do not.
of_others as (
    select c.doc, c.comment_id, c.webinar_id, c.person_id, c.text
    from (
        select doc from held
        where doc > (select max(doc) from first_held) and (select count(*) from of_first) < most
    ) h join published.v_comments c using (doc)
    where (webinar is null or c.webinar_id = webinar)
      and holds(if(h.doc = c.doc, c.text, ''), word)
),
first_ones as (
    select *, folded(text) as plain
    from (select * from of_first union all select * from of_others order by doc limit most)
),
-- Folding keeps the number of characters but for ligatures: then the folded text is shown, so that places are right.
cut as (
    select
        *, case when length(nfc_normalize(text)) = length(plain) then nfc_normalize(text) else plain end as shown,
        string_split_regex(plain, pattern_of(word)) as pieces
    from first_ones
),
found as (
    from (select *, unnest(range(1, length(pieces))) as rank from cut where length(pieces) > 1)
    order by doc, rank limit most
),
placed as (
    select
        *, list_sum(list_transform(pieces[:rank], lambda p: length(p)))::bigint
            + (rank - 1) * length(trim(folded(word))) as place
    from found
)
select
    comment_id, webinar_id, person_id,
    right(regexp_replace(substring(shown, greatest(place - width, 0) + 1, least(width, place)), '\s', ' ', 'g'), width) as before,
    substring(shown, place + 1, length(trim(folded(word)))) as word,
    regexp_replace(substring(shown, place + length(trim(folded(word))) + 1, width), '\s', ' ', 'g') as after
from placed
order by doc, rank;
comment on macro table concordance is
    'A word or phrase with what stands around it (KWIC), accents and case set aside; width in characters; at most `most` lines.';
