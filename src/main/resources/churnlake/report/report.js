// Draws the charts of the report with Apache ECharts. All texts come as data and are drawn as text.
(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('charts').textContent);
  const INK = '#1b2430';
  const SOFT = '#4a5563';
  // Each is told from white at 4.5 to 1, and from the others with any kind of colour blindness by its dash or mark too.
  const COLOURS = ['#0b5fa5', '#b3440a', '#00705a', '#6a4a9c'];
  const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]];
  const MARKS = ['circle', 'rect', 'triangle', 'diamond'];

  const numbers = new Intl.NumberFormat(data.language, { maximumFractionDigits: 2 });
  const shares = new Intl.NumberFormat(data.language, { style: 'percent', maximumFractionDigits: 1 });
  const money = moneyFormat();

  function moneyFormat() {
    try {
      return new Intl.NumberFormat(data.language, { style: 'currency', currency: data.currency, maximumFractionDigits: 0 });
    } catch (unknownCurrency) {
      return numbers;
    }
  }

  function written(format) {
    const by = { SHARE: shares, MONEY: money, NUMBER: numbers }[format];
    return value => (value === null || value === undefined || Number.isNaN(value) ? '–' : by.format(value).replace('-', '\u2212'));
  }

  function base(drawing) {
    const write = written(drawing.format);
    const isNamed = drawing.names.length > 0;
    return {
      animation: false,
      textStyle: { fontFamily: 'system-ui, "Segoe UI", Roboto, Arial, sans-serif', color: INK, fontSize: 12 },
      color: COLOURS,
      grid: { left: 8, right: isNamed ? 34 : 30, top: 44, bottom: drawing.xTitle ? 30 : 10, containLabel: true },
      legend: { type: 'plain', top: 0, left: 0, itemWidth: 30, textStyle: { color: INK } },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, formatter: items => told(items, write) },
      xAxis: {
        type: isNamed ? 'category' : 'value',
        data: isNamed ? drawing.names : undefined,
        name: drawing.xTitle,
        nameLocation: 'middle',
        nameGap: 30,
        nameTextStyle: { color: SOFT },
        axisLabel: { color: SOFT, hideOverlap: true, interval: isNamed && drawing.kind === 'waterfall' ? 0 : undefined },
        axisLine: { lineStyle: { color: SOFT } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        axisLabel: { color: SOFT, formatter: write },
        splitLine: { lineStyle: { color: '#dfe4e9' } },
      },
      series: [],
    };
  }

  // What the pointer is at: each series by its name; the parts of bands and whiskers are told as an interval.
  function told(items, write) {
    const first = items[0];
    const head = first.axisType === 'xAxis.value' ? numbers.format(first.axisValue) : first.axisValueLabel;
    const lines = items
      .filter(item => item.data && item.data.told !== undefined && item.data.told !== null)
      .map(item => item.seriesName + ': ' + write(item.data.told) + interval(item.data, write));
    return [head].concat(lines).join('\n');
  }

  function interval(point, write) {
    return point.low === null || point.low === undefined ? ''
      : ' (' + data.interval + ' ' + write(point.low) + ' – ' + write(point.high) + ')';
  }

  function hidden(values, stack, type) {
    return {
      type: type, stack: stack, data: values, silent: true, symbol: 'none', lineStyle: { opacity: 0 },
      itemStyle: { color: 'transparent' }, tooltip: { show: false },
    };
  }

  function lines(drawing) {
    const option = base(drawing);
    const isNamed = drawing.names.length > 0;
    drawing.series.forEach((line, i) => {
      const step = line.look === 'step' ? 'end' : undefined;
      const colour = line.look === 'reference' ? SOFT : COLOURS[i % COLOURS.length];
      const at = (point, y) => (isNamed ? y : [point[0], y]);
      if (line.low.length > 0 && !isNamed) {
        // Bands are stacked areas, which ECharts stacks over names only. Over numbers each point has its whisker.
        option.series.push({
          type: 'line', symbol: 'none', silent: true, connectNulls: false, tooltip: { show: false },
          lineStyle: { color: colour, width: 3, opacity: 0.4 },
          data: line.points.flatMap((point, j) => [[point[0], line.low[j]], [point[0], line.high[j]], [point[0], null]]),
        });
      } else if (line.low.length > 0) {
        const lows = hidden(line.points.map((point, j) => line.low[j]), 'band' + i, 'line');
        const widths = hidden(line.points.map((point, j) =>
          (line.low[j] === null ? null : line.high[j] - line.low[j])), 'band' + i, 'line');
        widths.areaStyle = { color: colour, opacity: 0.18 };
        [lows, widths].forEach(one => { one.step = step; one.stackStrategy = 'all'; option.series.push(one); });
      }
      option.series.push({
        type: 'line', name: line.name, step: step,
        data: line.points.map((point, j) => ({
          value: at(point, point[1]), told: line.look === 'reference' ? undefined : point[1],
          low: line.low.length > 0 ? line.low[j] : null, high: line.high.length > 0 ? line.high[j] : null,
        })),
        symbol: line.look === 'step' || line.look === 'reference' ? 'none' : MARKS[i % MARKS.length],
        symbolSize: line.look === 'points' ? 9 : 6, showAllSymbol: 'auto', connectNulls: false,
        lineStyle: { color: colour, width: 2, type: line.look === 'reference' ? 'dashed' : DASHES[i % DASHES.length] },
        itemStyle: { color: colour },
      });
    });
    option.legend.data = drawing.series.map(line => line.name);
    if (!isNamed) {
      const xs = drawing.series.flatMap(line => line.points.map(point => point[0]));
      if (drawing.format === 'SHARE' && Math.max(...xs) <= 1) {
        option.xAxis.axisLabel.formatter = written('SHARE');
      }
      option.xAxis.max = 'dataMax';
    }
    if (isNamed) {
      option.xAxis.boundaryGap = false;
    }
    if (drawing.zoomed) {
      option.xAxis.min = 'dataMin';
      option.yAxis.scale = true;
    }
    return option;
  }

  function bars(drawing) {
    const option = base(drawing);
    const names = Object.keys(drawing.series);
    names.forEach((name, i) => option.series.push({
      type: 'bar', name: name, barMaxWidth: 34, itemStyle: { color: COLOURS[i % COLOURS.length] },
      data: drawing.series[name].map(value => ({ value: value, told: value })),
    }));
    Object.keys(drawing.references).forEach((name, i) => option.series.push({
      type: 'line', name: name, symbol: 'none', lineStyle: { color: INK, width: 2, type: DASHES[(i + 1) % DASHES.length] },
      itemStyle: { color: INK },
      data: drawing.names.map(() => ({ value: drawing.references[name], told: drawing.references[name] })),
    }));
    return option;
  }

  function intervals(drawing) {
    const option = base(drawing);
    const bar = one => Object.assign(one, { barWidth: 6 });
    option.series.push(bar(hidden(drawing.values.map(v => v[1]), 'whisker', 'bar')));
    const widths = bar(hidden(drawing.values.map(v => (v[1] === null ? null : v[2] - v[1])), 'whisker', 'bar'));
    widths.itemStyle = { color: COLOURS[0], opacity: 0.4, borderRadius: 3 };
    option.series.push(widths);
    option.series.push({
      type: 'line', name: drawing.name, lineStyle: { opacity: 0 }, symbol: 'circle', symbolSize: 9, showAllSymbol: true,
      itemStyle: { color: COLOURS[0] },
      data: drawing.values.map(v => ({ value: v[0], told: v[0], low: v[1], high: v[2] })),
    });
    option.legend.data = [drawing.name];
    return option;
  }

  function waterfall(drawing) {
    const option = base(drawing);
    const write = written(drawing.format);
    const last = drawing.steps.length - 1;
    let level = 0;
    const floors = [];
    const heights = [];
    drawing.steps.forEach((step, i) => {
      const isSum = i === 0 || i === last;
      const from = isSum ? 0 : level;
      level = isSum ? step : level + step;
      floors.push(Math.min(from, level));
      heights.push({
        value: Math.abs(level - from), told: step,
        itemStyle: { color: isSum ? COLOURS[0] : step < 0 ? COLOURS[1] : COLOURS[2] },
        label: { show: true, position: 'top', color: INK, fontSize: 11, formatter: () => (isSum || step < 0 ? '' : '+') + write(step) },
      });
    });
    option.series.push(hidden(floors, 'steps', 'bar'));
    option.series.push({ type: 'bar', name: drawing.yTitle, stack: 'steps', barMaxWidth: 70, data: heights });
    option.legend.show = false;
    option.grid.top = 24;
    option.xAxis.axisLabel.hideOverlap = false;
    return option;
  }

  const KINDS = { lines: lines, bars: bars, intervals: intervals, waterfall: waterfall };

  // A narrow screen: names of steps stand upright, numbers on them are left to the table.
  function fit(chart, drawing, option) {
    const isNarrow = chart.getWidth() < 560;
    if (drawing.kind === 'waterfall') {
      option.xAxis.axisLabel.rotate = isNarrow ? 55 : 0;
      option.xAxis.axisLabel.overflow = isNarrow ? 'none' : 'break';
      option.xAxis.axisLabel.width = isNarrow ? undefined : Math.floor(chart.getWidth() / (drawing.names.length + 2));
      option.series[1].data.forEach(step => { step.label.show = !isNarrow; });
    }
    if (option.legend.show !== false) {
      const names = option.legend.data || option.series.map(one => one.name);
      option.legend.orient = isNarrow && names.length > 1 ? 'vertical' : 'horizontal';
      option.grid.top = isNarrow && names.length > 1 ? 20 + 22 * names.length : 44;
    }
    chart.setOption(option, true);
  }

  const drawn = [];
  Object.keys(data.charts).forEach(id => {
    const drawing = data.charts[id];
    const place = document.getElementById(id);
    const chart = echarts.init(place, null, { renderer: 'svg' });
    const option = KINDS[drawing.kind](drawing);
    fit(chart, drawing, option);
    drawn.push({ chart: chart, drawing: drawing, option: option });
  });

  function resize(width, height) {
    drawn.forEach(one => {
      one.chart.resize({ width: width, height: height });
      fit(one.chart, one.drawing, one.option);
    });
  }

  let waiting = 0;
  window.addEventListener('resize', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => resize('auto', 'auto'), 100);
  });
  // A page of paper is narrower than most windows.
  window.addEventListener('beforeprint', () => resize(680, 230));
  window.addEventListener('afterprint', () => resize('auto', 'auto'));
})();
