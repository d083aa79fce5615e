-- Search: any language, names in either alphabet and with a slip, numbers typed carelessly. docs/decisions/search.md says why.
-- Plain functions and core PostgreSQL: no extension, because a server may not have it or not let us create it. Their bodies are
-- bound when made (begin atomic), so that an index may use them whatever the search path.

-- Letters without their accents.
create function unaccented(words text) returns text language sql immutable parallel safe begin atomic
  select case when words ~ '[\u00c0-\u024f\u0300-\u036f]' then translate(
      replace(replace(replace(normalize(words, nfc), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
      'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻ' ||
      'ļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǦǧǨǩǪǫǬǭǰǴǵǸǹǺǻȀȁȂȃȄȅȆȇȈȉ' ||
      'ȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧȨȩȪȫȬȭȮȯȰȱȲȳØøĐđŁłıĦħŦŧðÐ',
      'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyAaAaAaCcCcCcCcDdEeEeEeEeEeGgGgGgGgHhIiIiIiIiIJjKkLlL' ||
      'lLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZzOoUuAaIiOoUuUuUuUuUuAaAaGgKkOoOojGgNnAaAaAaEeEeIi' ||
      'IiOoOoRrRrUuUuSsTtHhAaEeOoOoOoOoYyOoDdLliHhTtdD')
    else words end;
end;

-- Writing without spaces between words (Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer) in pairs of characters. Stored
-- words end each run with its last character alone, so that every character begins a lexeme; words asked for do not.
create function in_pairs(words text, is_asked boolean) returns text language sql immutable parallel safe begin atomic
  select case when words !~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0002fa1f]' then words else (
    select string_agg(case
        when not is_run then sign
        when next_is_run then ' ' || sign || next_sign || ' '
        when is_asked and before_is_run then ' '
        else ' ' || sign || ' ' end, '' order by place)
    from (
      select place, sign, is_run, lead(sign) over (order by place) as next_sign,
        coalesce(lead(is_run) over (order by place), false) as next_is_run,
        coalesce(lag(is_run) over (order by place), false) as before_is_run
      from (
        select place, sign,
          sign ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0002fa1f]' as is_run
        from regexp_split_to_table(words, '') with ordinality as split (sign, place)) signs) pairs) end;
end;

-- Words as they are compared. Plain ASCII, which most are, is left as it is.
create function comparable(words text, is_asked boolean) returns text language sql immutable parallel safe begin atomic
  select case when octet_length(words) = length(words) then words else in_pairs(unaccented(words), is_asked) end;
end;

-- A word of a name in one spelling for both alphabets: Иванов and Ivanov, Юлия and Yuliya, Шмидт and Schmidt.
create function folded_name(word text) returns text language sql immutable parallel safe begin atomic
  select regexp_replace(translate(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        replace(replace(replace(replace(
          -- Latin pairs to the Cyrillic letter they stand for, so that both end the same.
          replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            lower(unaccented(word)),
            'shch', 'ш'), 'sch', 'ш'), 'tch', 'ч'), 'sh', 'ш'), 'ch', 'ч'), 'zh', 'ж'), 'kh', 'х'), 'ph', 'f'), 'tz', 'ц'), 'ts', 'ц'),
          'ck', 'k'), 'yo', 'e'), 'ю', 'iu'), 'я', 'ia'),
        'щ', 'ш'), 'ё', 'e'), 'є', 'e'), 'ї', 'i'), 'x', 'ks'), 'дж', 'j'), 'ъ', ''), 'ь', ''), '’', ''), '''', ''),
      'абвгдезийклмнопрстуфхыэіўcqwyj', 'abvgdeziiklmnoprstufhieiukkvii'),
    '(.)\1+|[^[:alnum:]]', '\1', 'g');
end;

-- The words of a name, folded.
create function name_words(name text) returns text[] language sql immutable parallel safe begin atomic
  select coalesce(array_agg(distinct folded), '{}')
  from (select folded_name(left(word, 60)) as folded from regexp_split_to_table(name, '[\s,.;()/-]+') as word) words
  where folded <> '';
end;

create function name_tags(name text) returns text[] language sql immutable parallel safe begin atomic
  select coalesce(array_agg('@' || word), '{}') from unnest(name_words(left(name, 200))) as word;
end;

-- What is left of a word when one letter is missing: two words with a slip between them share one of these.
create function missing_one(word text) returns text[] language sql immutable parallel safe begin atomic
  select coalesce(array_agg(distinct overlay(word placing '' from place for 1)), '{}')
  from generate_series(1, length(word)) as place
  where length(word) between 4 and 40;
end;

-- A name to be found with a slip in it: its words, and each with one letter missing.
create function name_lexemes(name text) returns tsvector language sql immutable parallel safe begin atomic
  select array_to_tsvector(coalesce(array_agg(lexeme), '{}'))
  from (
    select unnest(name_tags(name)) as lexeme
    union
    select '~' || part from unnest(name_words(left(name, 200))) as word, unnest(missing_one(word)) as part) lexemes;
end;
create index customers_name on customers using gin (name_lexemes(name));

-- The question for names like this one word.
create function similar_name_query(word text) returns tsquery language sql immutable parallel safe begin atomic
  select string_agg(lexeme, ' | ')::tsquery
  from (
    select folded_name(word) as folded) asked,
    lateral (
      select '''@' || folded || '''' as lexeme union select '''~' || folded || ''''
      union select '''@' || part || '''' from unnest(missing_one(folded)) as part
      union select '''~' || part || '''' from unnest(missing_one(folded)) as part) lexemes
  where folded <> '';
end;

-- A number of ours or of another system, however it is typed: am-7q2m4-k9tx3 and 7Q2M4K9TX3, O for 0, I or L for 1.
create function folded_number(number text) returns text language sql immutable parallel safe begin atomic
  select regexp_replace(translate(regexp_replace(lower(number), '[^[:alnum:]]', '', 'g'), 'oil', '011'), '^am(?=.{10}$)', '');
end;

-- What a complaint is found by. One configuration for all languages: "russian" reads Cyrillic words as Russian and all others
-- as English; a word of a third language is altered in the same way when stored and when asked for, and so found.
-- Lexemes that are no words begin with a sign: '@' a word of the customer's name, '#' a number.
create function searched(words text) returns text language sql immutable parallel safe begin atomic
  -- A vector holds a megabyte; writing in pairs takes twice its room.
  select left(words, case when octet_length(words) > 2 * length(words) then 50000 else 100000 end);
end;
drop function search_vector(text, text, text, text);
create function search_vector(reference text, other_number text, customer text, title text, words text) returns tsvector
language sql immutable parallel safe begin atomic
  select to_tsvector('pg_catalog.russian', comparable(searched(concat_ws(E'\n', title, customer, words)), false))
    || array_to_tsvector(array_remove(array['#' || folded_number(reference), '#' || nullif(folded_number(other_number), '')], null))
    || case when customer is null then '' else array_to_tsvector(name_tags(customer)) end;
end;

-- The question for one word or phrase. A word may also be a name or a number; its last one may be a beginning.
create function words_query(words text, is_beginning boolean) returns tsquery language sql immutable parallel safe begin atomic
  select case
    when numnode(query) = 0 then query
    when not is_beginning then query
    when query::text ~ '^''[[:alnum:]]{5,}''$' then
      (query::text || ':*|' || left(query::text, -2) || '''|' || left(query::text, -3) || '''')::tsquery
    else (query::text || ':*')::tsquery end
  from (select phraseto_tsquery('pg_catalog.russian', comparable(words, true)) as query) asked;
end;
create function name_query(word text, is_beginning boolean) returns tsquery language sql immutable parallel safe begin atomic
  select ('''@' || folded_name(word) || '''' || case when is_beginning then ':*' else '' end)::tsquery where folded_name(word) <> '';
end;
create function number_query(word text, is_beginning boolean) returns tsquery language sql immutable parallel safe begin atomic
  select ('''#' || folded_number(word) || '''' || case when is_beginning then ':*' else '' end)::tsquery where folded_number(word) <> '';
end;

-- A telephone number is typed with or without its country: its last seven digits find it.
create index customer_addresses_phone on customer_addresses (right(address, 7)) where kind = 'phone';

-- Rows are narrow and vectors beside them, uncompressed: finding reads rows, only a phrase reads vectors. Measured at 200,000
-- complaints: a phrase takes a quarter of the time.
drop index complaint_search_vector;
alter table complaint_search alter column vector set storage external;
alter table complaint_search set (toast_tuple_target = 128);
truncate complaint_search;
insert into complaint_search (complaint_id, received_at, vector)
select c.id, c.received_at, search_vector(c.reference, x.number, cu.name, c.title,
    concat_ws(E'\n', c.text,
      (select string_agg(m.text, E'\n' order by m.at desc) from messages m where m.complaint_id = c.id),
      (select string_agg(concat_ws(E'\n', h.note, h.decline_reason), E'\n') from handovers h where h.complaint_id = c.id)))
from complaints c left join customers cu on cu.id = c.customer_id
left join (select complaint_id, min(external_id) as number from external_ids group by 1) x on x.complaint_id = c.id;
create index complaint_search_vector on complaint_search using gin (vector);
