'use strict';
(() => {
  const charts = JSON.parse(document.getElementById('charts').textContent);
  const places = [...document.querySelectorAll('.plot')];
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle'];
  const DASHES = 'path://M0 0h8v2h-8zM12 0h8v2h-8z';
  const COLOURS = 12;
  const LEGEND_ROW = 20;
  const DOT_ROW = 11;

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = series =>
    css(series.colour < 0 ? '--limit' : '--c' + (series.colour % COLOURS));
  const symbol = series =>
    series.colour < 0 ? 'none' : SYMBOLS[(series.colour + series.variant) % SYMBOLS.length];
  const number = value =>
    value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
  const tick = value => +value.toPrecision(6) >= 1000 ? value.toLocaleString('en') : '' + +value.toPrecision(6);
  const bytes = value => (value >= 1024 && value % 1024 === 0 ? value / 1024 + 'Ki' : '' + value);

  const legendRows = (chart, width) => {
    let rows = 1, used = 0;
    for (const series of chart.series) {
      const wide = series.name.length * 6.8 + 46;
      if (used + wide > width && used > 0) { rows++; used = 0; }
      used += wide;
    }
    return rows;
  };

  // A line from low to high with a dash at either end; points are [x, y, low, high].
  const errorBars = (series, index, chart) => ({
    type: 'custom', name: series.name, silent: true, z: 1, tooltip: {show: false},
    itemStyle: {color: colour(series)},
    encode: chart.kind === 'DOTS' ? {x: [1, 2, 3], y: 0} : {x: 0, y: [1, 2, 3]},
    data: series.points.map(p => [p.x, p.y, p.low, p.high]),
    renderItem: (params, api) => {
      const across = chart.kind === 'DOTS';
      const at = value =>
        api.coord(across ? [value, api.value(0)] : [api.value(0), value]);
      const shift = across ? dodge(chart, index) : 0;
      const [low, high] = [at(api.value(2)), at(api.value(3))];
      const dash = 3;
      const bar = (x1, y1, x2, y2) => ({
        type: 'line', shape: {x1, y1: y1 + shift, x2, y2: y2 + shift},
        style: {stroke: colour(series), lineWidth: 1.2},
      });
      const cap = ([x, y]) =>
        across ? bar(x, y - dash, x, y + dash) : bar(x - dash, y, x + dash, y);
      return {type: 'group', children: [bar(...low, ...high), cap(low), cap(high)]};
    },
  });

  const dodge = (chart, index) => (index - (chart.series.length - 1) / 2) * DOT_ROW;

  const line = series => ({
    type: 'line', name: series.name, z: 2,
    data: series.points.map(p => ({value: [p.x, p.y], point: p})),
    symbol: symbol(series), symbolSize: 7, color: colour(series),
    lineStyle: {width: series.colour < 0 ? 2 : 1.5, type: lineType(series)},
  });
  const lineType = series =>
    series.colour < 0 ? [8, 5] : ['solid', 'dashed', 'dotted'][series.variant % 3];

  const dots = (series, index, chart) => ({
    type: 'scatter', name: series.name, z: 2, color: colour(series),
    symbol: symbol(series), symbolSize: 9, symbolOffset: [0, dodge(chart, index)],
    data: series.points.map(p => ({value: [p.y, p.x], point: p})),
  });

  const logarithmic = (chart, series) => {
    const values = series.flatMap(s => s.points.flatMap(p => [p.low, p.high]));
    // Whole steps of 1, 2 and 5 keep the axis short where all figures are close together.
    const steps = [1, 2, 5, 10];
    const power = value => 10 ** Math.floor(Math.log10(value));
    const least = Math.min(...values), most = Math.max(...values);
    const first = [...steps].reverse().find(s => s * power(least) <= least);
    const last = steps.find(s => s * power(most) >= most);
    const below = first * power(least), above = last * power(most);
    // Where there are powers of ten in between, ends close to one need no label of their own.
    const long = above / below >= 100;
    return {
      type: 'log', name: chart.unit, min: below, max: above > below ? above : 10 * below,
      axisLabel: {
        color: css('--text'), formatter: tick, hideOverlap: true,
        showMinLabel: !(long && first === 5), showMaxLabel: !(long && last === 2),
      },
      nameTextStyle: {color: css('--weak')},
      splitLine: {lineStyle: {color: css('--line')}},
      minorSplitLine: {show: true, lineStyle: {color: css('--line'), opacity: .35}},
      minorTick: {show: true}, axisLine: {show: true, lineStyle: {color: css('--weak')}},
    };
  };

  const sizes = chart => {
    const all = [...new Set(chart.series.flatMap(s => s.points.map(p => p.x)))].sort((a, b) => a - b);
    return {
      type: 'log', name: 'bytes', nameLocation: 'middle', nameGap: 26,
      min: all[0] / 1.3, max: all[all.length - 1] * 1.3,
      axisLabel: {customValues: all, color: css('--text'), formatter: bytes, hideOverlap: true},
      axisTick: {customValues: all}, nameTextStyle: {color: css('--weak')},
      splitLine: {show: false}, axisLine: {lineStyle: {color: css('--weak')}},
    };
  };

  const tooltip = {
    // As text of the drawing: names come from a file and are no markup.
    renderMode: 'richText', trigger: 'item', confine: true,
    formatter: item => {
      const p = item.data.point;
      const unit = item.data.unit;
      return `${item.seriesName}\n${number(p.y)} ${unit} (${number(p.low)} – ${number(p.high)})`;
    },
  };

  const option = (chart, width) => {
    const rows = legendRows(chart, width);
    const byDots = chart.kind === 'DOTS';
    const drawn = chart.series.map((s, i) => (byDots ? dots(s, i, chart) : line(s)));
    drawn.forEach(s => s.data.forEach(d => { d.unit = chart.unit; }));
    const bars = chart.series
      .map((s, i) => [s, i]).filter(([s]) => s.colour >= 0).map(([s, i]) => errorBars(s, i, chart));
    const names = {
      type: 'category', data: chart.categories, inverse: true,
      axisLabel: {color: css('--text'), width: Math.min(150, width / 3), overflow: 'break', lineHeight: 14},
      axisTick: {show: false}, splitLine: {show: true, lineStyle: {color: css('--line')}},
      axisLine: {lineStyle: {color: css('--weak')}},
    };
    const values = logarithmic(chart, chart.series);
    return {
      animation: false, backgroundColor: 'transparent', tooltip,
      textStyle: {color: css('--text'), fontFamily: getComputedStyle(document.body).fontFamily},
      aria: {enabled: true, label: {description: chart.title}},
      legend: {
        bottom: 0, left: 'center', width: width - 10, itemGap: 12, itemHeight: 10, itemWidth: byDots ? 10 : 22,
        textStyle: {color: css('--text')},
        data: chart.series.map(s => (s.colour < 0 ? {name: s.name, icon: DASHES} : {name: s.name})),
      },
      grid: {
        left: byDots ? Math.min(160, width / 3) + 8 : 62, right: 24, top: 30,
        bottom: rows * LEGEND_ROW + (byDots ? 44 : 50),
      },
      xAxis: byDots
        ? {...values, nameLocation: 'middle', nameGap: 26} : sizes(chart),
      yAxis: byDots ? names : values,
      series: [...drawn, ...bars],
    };
  };

  const drawings = [];
  const draw = index => {
    const place = places[index];
    const chart = charts[index];
    if (chart.kind === 'DOTS') {
      const rows = legendRows(chart, place.clientWidth);
      const height = chart.categories.length * (chart.series.length * DOT_ROW + 14);
      place.style.height = Math.max(160, height + 80 + rows * LEGEND_ROW) + 'px';
    }
    const drawing = drawings[index] ??
      (drawings[index] = echarts.init(place, null, {renderer: 'svg'}));
    drawing.resize();
    drawing.setOption(option(chart, place.clientWidth), true);
  };
  const drawAll = () => places.forEach((_, index) => draw(index));

  drawAll();
  dark.addEventListener('change', drawAll);
  matchMedia('print').addEventListener('change', drawAll);
  addEventListener('beforeprint', drawAll);
  addEventListener('afterprint', drawAll);
  let width = document.body.clientWidth;
  new ResizeObserver(() => {
    if (document.body.clientWidth !== width) {
      width = document.body.clientWidth;
      drawAll();
    }
  }).observe(document.body);
  document.documentElement.dataset.plots = drawings.length;
})();
