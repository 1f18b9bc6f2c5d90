SELECT 'lines' AS what, CAST(count(*) AS DECIMAL(38, 4)) AS value FROM silver.order_lines
UNION ALL SELECT 'customers', count(*) FROM silver.customers
UNION ALL SELECT stack(4, 'occasions', CAST(count(*) AS DECIMAL(38, 4)), 'orders', CAST(sum(orders) AS DECIMAL(38, 4)),
    'counting lines', CAST(sum(lines) AS DECIMAL(38, 4)), 'revenue', CAST(sum(revenue) AS DECIMAL(38, 4)))
  FROM silver.customer_days WHERE lines > 0
UNION ALL SELECT concat_ws(' ', 'retention', period, split, CAST(period_index AS STRING), part), value
  FROM (SELECT period, split, period_index, stack(3, 'active', CAST(sum(active_customers) AS DECIMAL(38, 4)), 'orders',
      CAST(sum(orders) AS DECIMAL(38, 4)), 'revenue', CAST(sum(revenue) AS DECIMAL(38, 4))) AS (part, value)
    FROM gold.retention_current WHERE basis = 'gross' AND kind = 'on' GROUP BY period, split, period_index)
UNION ALL SELECT concat_ws(' ', 'cohort', CAST(cohort AS STRING), CAST(period_index AS STRING)), active_customers
  FROM gold.retention_current WHERE basis = 'gross' AND kind = 'on' AND split = 'all' AND period = 'month'
UNION ALL SELECT concat_ws(' ', 'kpis', CAST(period_start AS STRING), part), value
  FROM (SELECT period_start, stack(10, 'active_at_start', CAST(active_at_start AS DECIMAL(38, 4)), 'active_at_end',
      CAST(active_at_end AS DECIMAL(38, 4)), 'retained', CAST(retained AS DECIMAL(38, 4)), 'lapsed', CAST(lapsed AS DECIMAL(38, 4)),
      'reactivated', CAST(reactivated AS DECIMAL(38, 4)), 'new', CAST(new_customers + left_truncated AS DECIMAL(38, 4)),
      'buyers', CAST(buyers AS DECIMAL(38, 4)), 'orders', CAST(orders AS DECIMAL(38, 4)), 'lines', CAST(lines AS DECIMAL(38, 4)),
      'revenue', CAST(revenue AS DECIMAL(38, 4))) AS (part, value)
    FROM gold.kpis_current WHERE basis = 'gross' AND split = 'all' AND period = 'month')
UNION ALL SELECT concat_ws(' ', 'revenue retention', CAST(period_start AS STRING), part), value
  FROM (SELECT period_start, stack(7, 'revenue', CAST(revenue AS DECIMAL(38, 4)), 'start', CAST(start_revenue AS DECIMAL(38, 4)),
      'churned', CAST(churned_revenue AS DECIMAL(38, 4)), 'contraction', CAST(contraction AS DECIMAL(38, 4)),
      'expansion', CAST(expansion AS DECIMAL(38, 4)), 'new', CAST(new_revenue AS DECIMAL(38, 4)),
      'resurrected', CAST(resurrected_revenue AS DECIMAL(38, 4))) AS (part, value)
    FROM gold.revenue_retention_current WHERE basis = 'gross' AND split = 'all' AND period = 'month')
UNION ALL SELECT concat('rfm ', part), value
  FROM (SELECT stack(3, 'customers', CAST(count(frequency) AS DECIMAL(38, 4)), 'frequency', CAST(sum(frequency) AS DECIMAL(38, 4)),
      'monetary', CAST(sum(monetary) AS DECIMAL(38, 4))) AS (part, value)
    FROM gold.rfm_current WHERE segment <> 'prospects')
UNION ALL SELECT concat_ws(' ', 'timing', CAST(order_number AS STRING), part), value
  FROM (SELECT order_number, stack(3, 'customers', CAST(customers AS DECIMAL(38, 4)), 'came again', CAST(came_again AS DECIMAL(38, 4)),
      'median', CAST(median AS DECIMAL(38, 4))) AS (part, value)
    FROM gold.order_timing_current WHERE split = 'all')
