// Draws the charts of the tables. Without this script the tables stand alone.
(function () {
  "use strict";
  const tokens = getComputedStyle(document.documentElement);
  const token = (name) => tokens.getPropertyValue(name).trim();
  const ink = token("--ink"), muted = token("--muted"), line = token("--line"), accent = token("--accent");
  const font = getComputedStyle(document.body).fontFamily;
  const grades = [token("--chart-best"), token("--chart-good"), token("--chart-fair"), token("--chart-poor")];
  const five = [...grades.slice(0, 3), token("--chart-worse"), grades[3]];
  const row = [accent, token("--chart-second"), token("--chart-third")];
  const label = { color: ink, fontFamily: font, fontSize: 13 };
  const shorter = (name, most) => (name.length > most ? name.slice(0, most - 1) + "…" : name);

  function options(chart, width) {
    const upright = chart.shape === "columns";
    const narrow = width < 480;
    const names = { type: "category", data: chart.names, inverse: !upright, axisTick: { show: false }, axisLine: { lineStyle: { color: line } },
      axisLabel: { ...label, formatter: (name) => shorter(name, narrow ? 8 : 14) } };
    const numbers = { type: "value", minInterval: chart.whole ? 1 : 0, splitLine: { lineStyle: { color: line } }, axisLabel: { ...label, color: muted, hideOverlap: true } };
    return {
      animation: false,
      aria: { enabled: true, label: { description: chart.title } },
      color: chart.shape === "stacked" ? (chart.series.length > 4 ? five : grades) : row,
      textStyle: { fontFamily: font, color: ink },
      title: { text: chart.title, left: 0, top: 0, textStyle: { color: ink, fontSize: 14, fontWeight: 600, fontFamily: font } },
      legend: { type: narrow ? "scroll" : "plain", top: 26, left: 0, itemWidth: 14, itemHeight: 10, textStyle: label, show: chart.series.length > 1 },
      grid: { left: 4, right: narrow ? 16 : 28, top: chart.series.length > 1 ? 58 : 32, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: "shadow" }, textStyle: { ...label, fontSize: 13 } },
      xAxis: upright ? names : numbers,
      yAxis: upright ? numbers : names,
      series: chart.series.map((one) => ({
        type: "bar", name: one.name, stack: one.stack, barMaxWidth: 18, barGap: "15%",
        data: one.values.map((value) => (value === null ? "-" : Number(value))),
      })),
    };
  }

  function draw(place) {
    const described = JSON.parse(document.getElementById(place.dataset.charts).textContent);
    place.hidden = false;
    const boxes = described.map((chart) => {
      const box = document.createElement("div");
      box.className = "chart";
      box.setAttribute("role", "img");
      box.setAttribute("aria-label", chart.title);
      const bars = chart.shape === "stacked" ? 1 : chart.series.length;
      box.style.height = chart.shape === "columns" ? "280px" : 70 + chart.names.length * (14 + 14 * bars) + "px";
      place.append(box);
      return box;
    });
    described.forEach((chart, number) => {  // all boxes have their place before the first is measured
      const box = boxes[number];
      const drawn = echarts.init(box, null, { renderer: "canvas" });
      const paint = () => { drawn.resize(); drawn.setOption(options(chart, box.clientWidth)); };
      paint();
      window.addEventListener("resize", paint);
    });
  }
  if (window.echarts) document.querySelectorAll("[data-charts]").forEach(draw);
})();
