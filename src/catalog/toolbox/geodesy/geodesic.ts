import geodesic from 'geographiclib-geodesic';

const earth = geodesic.Geodesic.WGS84;

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const compassPoints = 'N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW'.split(' ');

/** The shortest way on the WGS 84 ellipsoid. Kilometres and miles to three decimals, initial bearing to one. */
export function distance(from: Point, to: Point) {
  const { s12 = 0, azi1 = 0 } = earth.Inverse(from.latitude, from.longitude, to.latitude, to.longitude);
  // From a place to itself every direction is as good; north is given.
  const bearing = s12 === 0 ? 0 : (azi1 + 360) % 360;
  return {
    kilometres: rounded(s12 / 1000, 3),
    miles: rounded(s12 / 1609.344, 3),
    bearing: rounded(bearing, 1) % 360,
    compass: compassPoints[Math.round(bearing / 22.5) % 16] ?? 'N',
  };
}

/** Where a geodesic that leaves at a bearing is after a distance; six decimals. */
export function destination(from: Point, bearing: number, kilometres: number): Point {
  const { lat2 = 0, lon2 = 0 } = earth.Direct(from.latitude, from.longitude, bearing, kilometres * 1000);
  // Adding zero turns -0 into 0.
  return { latitude: rounded(lat2, 6) + 0, longitude: rounded(lon2, 6) + 0 };
}

/** The smaller of the two regions the corners bound, whichever way round they go; three decimals. */
export function area(corners: readonly Point[]) {
  const polygon = earth.Polygon(false);
  for (const { latitude, longitude } of corners) polygon.AddPoint(latitude, longitude);
  const { area: squareMetres = 0, perimeter } = polygon.Compute(false, true);
  return {
    square_kilometres: rounded(Math.abs(squareMetres) / 1e6, 3),
    hectares: rounded(Math.abs(squareMetres) / 1e4, 3),
    perimeter_kilometres: rounded(perimeter / 1000, 3),
  };
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
