-- The work that a night shares with a single-machine engine, from the simulator's order files: read, keep each line
-- once, customers' days, cohorts and rates with their splits, revenue retention, RFM, times between orders, features.
-- A part begins at "-- step NAME". ${ORDERS}: the files, ${OUT}: a folder, ${AS_OF}: the business date.
-- step read
CREATE TABLE raw AS SELECT * FROM read_csv('${ORDERS}', auto_detect=false, header=true, delim=',', quote='"', escape='"',
  null_padding=true, strict_mode=false, filename=true, columns={'order_id':'VARCHAR', 'line_no':'VARCHAR', 'kind':'VARCHAR',
  'ordered_at':'VARCHAR', 'customer_id':'VARCHAR', 'product_code':'VARCHAR', 'product_name':'VARCHAR', 'category':'VARCHAR',
  'quantity':'VARCHAR', 'unit_price':'VARCHAR', 'discount':'VARCHAR', 'channel':'VARCHAR', 'country':'VARCHAR',
  'refers_to_order':'VARCHAR', 'unit_cost':'VARCHAR'});
CREATE TABLE lines AS
SELECT *, row_number() OVER (PARTITION BY filename, order_id, line_no, kind, ordered_at, customer_id, product_code,
  product_name, category, quantity, unit_price, discount, channel, country, refers_to_order, unit_cost) AS occurrence
FROM (SELECT filename, order_id, line_no, kind, try_cast(ordered_at AS TIMESTAMP) AS ordered_at, customer_id, product_code,
  product_name, category, try_cast(quantity AS DECIMAL(18,4)) AS quantity, try_cast(unit_price AS DECIMAL(18,4)) AS unit_price,
  try_cast(discount AS DECIMAL(18,4)) AS discount, channel, country, refers_to_order, try_cast(unit_cost AS DECIMAL(18,4)) AS unit_cost
  FROM raw)
WHERE ordered_at IS NOT NULL AND quantity IS NOT NULL AND unit_price IS NOT NULL AND order_id IS NOT NULL AND quantity <> 0;
DROP TABLE raw;
-- step conform
CREATE TABLE order_lines AS
SELECT *, quantity * unit_price - coalesce(discount, 0) AS amount, CAST(ordered_at AS DATE) AS day,
  (kind = 'sale' AND quantity > 0 AND coalesce(customer_id, '') <> '') AS counts
FROM (SELECT * EXCLUDE (filename) FROM lines GROUP BY ALL);
DROP TABLE lines;
COPY order_lines TO '${OUT}/order_lines.parquet' (FORMAT parquet);
-- step customers
CREATE TABLE customer_days AS
SELECT customer_id AS customer, day, count(DISTINCT order_id) FILTER (counts) AS orders, count(*) FILTER (counts) AS lines,
  sum(quantity) FILTER (counts) AS pieces, coalesce(sum(amount) FILTER (counts), 0) AS revenue, sum(discount) FILTER (counts) AS discount,
  count(DISTINCT product_code) FILTER (counts) AS products, list(DISTINCT category) FILTER (counts) AS categories,
  count(*) FILTER (NOT counts) AS return_lines, -sum(amount) FILTER (NOT counts) AS return_amount,
  sum(unit_cost * quantity) FILTER (counts) AS cost
FROM order_lines WHERE day <= DATE '${AS_OF}' AND coalesce(customer_id, '') <> '' GROUP BY ALL;
COPY customer_days TO '${OUT}/customer_days.parquet' (FORMAT parquet);
CREATE TABLE customers AS
SELECT customer_id AS customer, min(day) AS first_day,
  min(day) < (SELECT min(day) FROM order_lines) + 30 AS left_truncated,
  arg_min(channel, (ordered_at, order_id, line_no)) AS channel, arg_min(country, (ordered_at, order_id, line_no)) AS country,
  arg_min(product_code, (ordered_at, order_id, line_no)) AS first_product,
  arg_min(category, (ordered_at, order_id, line_no)) AS first_category,
  arg_min(discount, (ordered_at, order_id, line_no)) > 0 AS discounted
FROM order_lines WHERE counts GROUP BY 1;
COPY customers TO '${OUT}/customers.parquet' (FORMAT parquet);
CREATE VIEW occasions AS SELECT * FROM customer_days WHERE orders > 0;
-- step cohorts
CREATE TABLE retention AS
WITH active AS (
  SELECT p.period, customer, date_trunc(p.period, first_day)::DATE AS cohort,
    date_diff(p.period, date_trunc(p.period, first_day), date_trunc(p.period, day)) AS k,
    any_value(channel) AS channel, any_value(country) AS country, any_value(first_product) AS first_product,
    any_value(first_category) AS first_category, any_value(discounted) AS discounted,
    sum(revenue) AS revenue, sum(orders) AS orders, sum(cost) AS cost
  FROM occasions JOIN customers USING (customer), (VALUES ('week'), ('month'), ('quarter')) AS p(period)
  GROUP BY 1, 2, 3, 4)
SELECT period, 'all' AS split, NULL AS split_value, cohort, k, count(*) AS active, sum(revenue) AS revenue, sum(orders) AS orders,
  sum(cost) AS cost
FROM active GROUP BY ALL
UNION ALL
SELECT period, CASE grouping_id(channel, country, first_product, first_category, discounted) WHEN 15 THEN 'channel' WHEN 23 THEN 'country'
    WHEN 27 THEN 'first_product' WHEN 29 THEN 'first_category' ELSE 'discounted_first_order' END,
  coalesce(channel, country, first_product, first_category, CAST(discounted AS VARCHAR)), cohort, k,
  count(*), sum(revenue), sum(orders), sum(cost)
FROM active WHERE period <> 'week'
GROUP BY GROUPING SETS ((period, cohort, k, channel), (period, cohort, k, country), (period, cohort, k, first_product),
  (period, cohort, k, first_category), (period, cohort, k, discounted));
COPY retention TO '${OUT}/retention.parquet' (FORMAT parquet);
-- step rates
CREATE TABLE gaps AS SELECT customer, day, lead(day) OVER w AS next_day, lag(day) OVER w AS former_day
FROM occasions WINDOW w AS (PARTITION BY customer ORDER BY day);
CREATE TABLE kpis AS
WITH months AS (SELECT m::DATE AS month, (m::DATE - 1) AS before, least(last_day(m::DATE), DATE '${AS_OF}') AS until
    FROM range((SELECT date_trunc('month', min(day)) FROM gaps)::TIMESTAMP, (DATE '${AS_OF}' + 1)::TIMESTAMP, INTERVAL 1 MONTH) t(m)),
  at_start AS (SELECT month, count(*) AS active_at_start, count(*) FILTER (next_day <= until OR day > until - 90) AS retained
    FROM months JOIN gaps ON day <= before AND day > before - 90 AND (next_day IS NULL OR next_day > before) GROUP BY 1),
  at_end AS (SELECT month, count(*) AS active_at_end
    FROM months JOIN gaps ON day <= until AND day > until - 90 AND (next_day IS NULL OR next_day > until) GROUP BY 1),
  -- The first purchase day of a month, after more than a window without one.
  back AS (SELECT date_trunc('month', day)::DATE AS month, count(*) AS reactivated
    FROM gaps WHERE former_day <= date_trunc('month', day)::DATE - 1 - 90 GROUP BY 1),
  begun AS (SELECT date_trunc('month', first_day)::DATE AS month, count(*) AS new_customers FROM customers GROUP BY 1),
  bought AS (SELECT date_trunc('month', day)::DATE AS month, count(DISTINCT customer) AS buyers, sum(revenue) AS revenue,
    sum(orders) AS orders, sum(lines) AS lines FROM occasions GROUP BY 1)
SELECT month, coalesce(active_at_start, 0) AS active_at_start, coalesce(active_at_end, 0) AS active_at_end,
  coalesce(retained, 0) AS retained, coalesce(active_at_start - retained, 0) AS lapsed, coalesce(reactivated, 0) AS reactivated,
  coalesce(new_customers, 0) AS new_customers, coalesce(buyers, 0) AS buyers, coalesce(revenue, 0) AS revenue,
  coalesce(orders, 0) AS orders, coalesce(lines, 0) AS lines
FROM months LEFT JOIN at_start USING (month) LEFT JOIN at_end USING (month) LEFT JOIN back USING (month)
  LEFT JOIN begun USING (month) LEFT JOIN bought USING (month);
COPY kpis TO '${OUT}/kpis.parquet' (FORMAT parquet);
-- step revenue
CREATE TABLE revenue_retention AS
WITH months AS (SELECT customer, date_trunc('month', day)::DATE AS month, any_value(first_day) AS first_day, sum(revenue) AS revenue
    FROM occasions JOIN customers USING (customer) GROUP BY 1, 2 HAVING sum(revenue) > 0),
  beside AS (SELECT *, date_trunc('month', first_day) = month AS is_new, lag(revenue) OVER w AS former_revenue,
    lag(month) OVER w AS former, lead(month) OVER w AS following FROM months WINDOW w AS (PARTITION BY customer ORDER BY month)),
  now AS (SELECT month, sum(revenue) AS revenue, sum(former_revenue) FILTER (adjacent) AS kept_of,
      sum(revenue) FILTER (is_new) AS new_revenue, sum(revenue) FILTER (NOT is_new AND NOT adjacent) AS resurrected,
      sum(greatest(revenue - former_revenue, 0)) FILTER (adjacent) AS expansion,
      sum(greatest(former_revenue - revenue, 0)) FILTER (adjacent) AS contraction
    FROM (SELECT *, coalesce(former = month - INTERVAL 1 MONTH, false) AS adjacent FROM beside) GROUP BY 1),
  lost AS (SELECT (month + INTERVAL 1 MONTH)::DATE AS month, sum(revenue) AS churned
    FROM beside WHERE following IS NULL OR following > month + INTERVAL 1 MONTH GROUP BY 1)
SELECT month, revenue, coalesce(kept_of, 0) + coalesce(churned, 0) AS start_revenue, coalesce(churned, 0) AS churned,
  coalesce(contraction, 0) AS contraction, coalesce(expansion, 0) AS expansion, coalesce(new_revenue, 0) AS new_revenue,
  coalesce(resurrected, 0) AS resurrected
FROM now LEFT JOIN lost USING (month);
COPY revenue_retention TO '${OUT}/revenue_retention.parquet' (FORMAT parquet);
-- step rfm
CREATE TABLE rfm AS
SELECT customer, recency, frequency, monetary, 6 - ntile(5) OVER (ORDER BY recency, customer) AS r,
  ntile(5) OVER (ORDER BY frequency, customer) AS f, ntile(5) OVER (ORDER BY monetary, customer) AS m
FROM (SELECT customer, DATE '${AS_OF}' - max(day) AS recency, count(*) AS frequency, sum(revenue) AS monetary FROM occasions GROUP BY 1);
COPY rfm TO '${OUT}/rfm.parquet' (FORMAT parquet);
-- step timing
CREATE TABLE order_timing AS
WITH numbered AS (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY day) AS n FROM gaps),
  waits AS (SELECT n, coalesce(next_day, DATE '${AS_OF}') - day AS days, count(*) AS customers, count(next_day) AS came
    FROM numbered JOIN customers USING (customer) WHERE n <= 10 AND NOT left_truncated GROUP BY 1, 2),
  -- Kaplan-Meier: at risk are those who wait as long or longer.
  risks AS (SELECT *, sum(customers) OVER (PARTITION BY n ORDER BY days DESC) AS at_risk FROM waits),
  curves AS (SELECT n, days, customers, came, product(1 - came / at_risk) OVER (PARTITION BY n ORDER BY days) AS waiting FROM risks)
SELECT n, sum(customers) AS customers, sum(came) AS came_again, min(days) FILTER (waiting <= 0.5) AS median,
  1 - min(waiting) FILTER (days <= 90) AS within_90, min(waiting) AS never
FROM curves GROUP BY n;
COPY order_timing TO '${OUT}/order_timing.parquet' (FORMAT parquet);
COPY (SELECT customer, max(day) AS last_day, count(*) AS n, max(day) + CAST(median(next_day - day) AS INTEGER) AS due
  FROM gaps GROUP BY 1) TO '${OUT}/next_order.parquet' (FORMAT parquet);
-- step features
COPY (SELECT customer, DATE '${AS_OF}' - max(day) AS recency, count(*) AS n, DATE '${AS_OF}' - min(day) AS age,
    sum(orders) FILTER (day > DATE '${AS_OF}' - 30) AS orders_30, sum(orders) FILTER (day > DATE '${AS_OF}' - 90) AS orders_90,
    sum(orders) FILTER (day > DATE '${AS_OF}' - 365) AS orders_365, sum(revenue) FILTER (day > DATE '${AS_OF}' - 30) AS revenue_30,
    sum(revenue) FILTER (day > DATE '${AS_OF}' - 90) AS revenue_90, sum(revenue) FILTER (day > DATE '${AS_OF}' - 365) AS revenue_365,
    avg(discount) AS discount, sum(return_lines) AS return_lines
  FROM customer_days GROUP BY 1) TO '${OUT}/features.parquet' (FORMAT parquet);
-- step compared
SELECT 'lines' AS what, count(*) AS value FROM order_lines
UNION ALL SELECT 'customers', count(*) FROM customers
UNION ALL SELECT unnest(['occasions', 'orders', 'counting lines', 'revenue']), unnest([count(*), sum(orders), sum(lines), sum(revenue)])
  FROM occasions
UNION ALL SELECT concat_ws(' ', 'retention', period, split, k, unnest(['active', 'orders', 'revenue'])),
  unnest([sum(active), sum(orders), sum(revenue)]) FROM retention GROUP BY period, split, k
UNION ALL SELECT concat_ws(' ', 'cohort', cohort, k), active FROM retention WHERE period = 'month' AND split = 'all'
UNION ALL SELECT concat_ws(' ', 'kpis', month, unnest(['active_at_start', 'active_at_end', 'retained', 'lapsed', 'reactivated', 'new', 'buyers',
    'orders', 'lines', 'revenue'])),
  unnest([active_at_start, active_at_end, retained, lapsed, reactivated, new_customers, buyers, orders, lines, revenue]) FROM kpis
UNION ALL SELECT concat_ws(' ', 'revenue retention', month, unnest(['revenue', 'start', 'churned', 'contraction', 'expansion', 'new',
    'resurrected'])),
  unnest([revenue, start_revenue, churned, contraction, expansion, new_revenue, resurrected]) FROM revenue_retention
UNION ALL SELECT 'rfm ' || unnest(['customers', 'frequency', 'monetary']), unnest([count(*), sum(frequency), sum(monetary)]) FROM rfm
UNION ALL SELECT concat_ws(' ', 'timing', n, unnest(['customers', 'came again', 'median'])), unnest([customers, came_again, median]) FROM order_timing;
