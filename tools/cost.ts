/** `node tools/cost.ts`: the cost table of docs/deploy.md, and what a million visits cost. */
import { costOfMillionVisits, costTable, readPrices } from './cost/cost-model.ts';

const prices = readPrices();
console.log(costTable(prices));
console.log(
  `\nA million visits: ${costOfMillionVisits(prices).toFixed(2)} dollars (prices of ${prices.date}).`,
);
