-- How many findings are in each state, apart from their sector: what is asked most reads an eighth
-- of the rows.

insert into finding_figure (figure, jur, key, part, grade, taken, n, amount)
  select 'state', jur, '', part, grade, taken, sum(n), 0
    from finding_figure where figure = 'sector' group by 2, 4, 5, 6;

insert into finding_figure_wide (figure, province, key, part, grade, taken, n, amount)
  select 'state', province, '', part, grade, taken, sum(n), 0
    from finding_figure_wide where figure = 'sector' group by 2, 4, 5, 6;
