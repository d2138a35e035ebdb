// What stands in a directory like grafana/: dashboards, panels, alerts, expressions, targets. For .ci/dashboards.
'use strict';

const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');

module.exports = (grafana) => {
    function read(name) {
        return readFileSync(path.join(grafana, name), 'utf8');
    }

    /** The dashboards, each with the name of its file. */
    function dashboards() {
        const names = readdirSync(path.join(grafana, 'dashboards')).sort();
        return names.map((name) => ({ name, ...JSON.parse(read(`dashboards/${name}`)) }));
    }

    /** All panels, also those that a row holds; not the rows. */
    function panelsOf(dashboard) {
        const all = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
        return all.filter((panel) => panel.type !== 'row');
    }

    /** The alerts: each key on a line of its own, or as a block below `expr: |`. */
    function alerts() {
        const found = [];
        const lines = read('alerts.yml').split('\n');
        lines.forEach((line, i) => {
            const [, indent, key, value] = /^(\s+(?:- )?)(\w+):\s*(.*)$/.exec(line) ?? [];
            if (key === 'alert') found.push({ alert: value });
            if (found.length === 0 || key === undefined) return;
            const below = lines.slice(i + 1);
            const end = below.findIndex((next) => next.trim() && next.search(/\S/) <= indent.length);
            found.at(-1)[key] = value === '|' ? below.slice(0, end < 0 ? below.length : end).join('\n') : value;
        });
        return found;
    }

    /** Every expression, with the place where it stands and the legend that it has there. */
    function expressions() {
        const ofPanel = (dashboard, panel) =>
            panel.targets.map((target) => ({
                where: `${dashboard.name}, "${panel.title}"`,
                record: `${dashboard.name.replace(/\W/g, '_')}:panel_${panel.id}:${target.refId}`,
                expr: target.expr,
                legend: target.legendFormat ?? '',
            }));
        const ofPanels = dashboards().flatMap((dashboard) => panelsOf(dashboard).flatMap((panel) => ofPanel(dashboard, panel)));
        return [...ofPanels, ...alerts().map(({ alert, expr }) => ({ where: `alert ${alert}`, expr, legend: '' }))];
    }

    /** The queries of the dashboards' own variables: label_values(metric, label). */
    function variables() {
        const all = dashboards().flatMap(({ name, templating }) => templating.list.map((variable) => ({ file: name, ...variable })));
        return all.filter(({ type }) => type === 'query').map(({ file, name, query }) => {
            const asked = /^label_values\((.+),\s*(\w+)\)$/.exec(query.query);
            if (!asked) throw new Error(`${file}: the variable ${name} must be label_values(metric, label)`);
            return { where: `${file}, variable ${name}`, expr: asked[1], legend: `{{${asked[2]}}}` };
        });
    }

    /** Jobs and their targets, as prometheus.yml has them. */
    function targets() {
        const found = [];
        for (const line of read('prometheus.yml').split('\n')) {
            const job = /^\s*- job_name:\s*(\S+)/.exec(line);
            if (job) found.push({ job: job[1], instances: [] });
            const list = /^\s*- targets:\s*\[(.*)\]/.exec(line);
            if (list) found.at(-1).instances.push(...list[1].split(',').map((one) => one.trim().replace(/['"]/g, '')));
        }
        return found.flatMap(({ job, instances }) => instances.map((instance) => ({ job, instance })));
    }

    return { read, dashboards, panelsOf, alerts, expressions, variables, targets };
};
