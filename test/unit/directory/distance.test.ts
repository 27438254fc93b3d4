import { describe, expect, it } from 'vitest';
import { distanceKm, shownKm } from '#functions/directory/distance.ts';

const falun = { lat: 60.60357, lon: 15.62597 };
const borlange = { lat: 60.4858, lon: 15.43714 };

describe('distanceKm', () => {
  it('is nothing to the same point, the same both ways', () => {
    expect(distanceKm(falun, falun)).toBe(0);
    expect(distanceKm(falun, borlange)).toBeCloseTo(distanceKm(borlange, falun), 10);
  });

  it('is about seventeen kilometres from Falun to Borlänge', () => {
    expect(shownKm(distanceKm(falun, borlange))).toBe(16.7);
  });

  it('is a 360th of the way round for a degree of latitude', () => {
    expect(distanceKm({ lat: 60, lon: 15 }, { lat: 61, lon: 15 })).toBeCloseTo(
      (2 * Math.PI * 6371.009) / 360,
      6,
    );
  });

  it('bears points on opposite sides of the earth', () => {
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })).toBeCloseTo(Math.PI * 6371.009, 3);
  });
});

it('shows one decimal', () => {
  expect([0.04, 0.05, 2.349, 12].map(shownKm)).toEqual([0, 0.1, 2.3, 12]);
});
