-- Specificities (Lafon, Mots 1, 1980), as TXM and IRaMuTeQ give them. Probabilities by the saddle-point expansion of
-- Loader (2000), which R's dhyper uses: log-gamma alone loses eight digits on corpora of ten million words.

create or replace macro stirling_error(x) as case
    when x = 0 then 0.0
    when x <= 15 then lgamma(x + 1.0) - (x + 0.5) * ln(x) + x - 0.91893853320467274178
    else (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / (x * 1.0 * x))
        / (x * 1.0 * x)) / (x * 1.0 * x)) / (x * 1.0 * x)) / x
end;
comment on macro stirling_error is 'ln x! less Stirling''s approximation.';

create or replace macro deviance(x, m) as case
    when x = 0 then m
    when abs(x - m) < 0.1 * (x + m) then deviance_series(x, m, (x - m) / (x + m))
    else x * ln(x / m) + m - x
end;
