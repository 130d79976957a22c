import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Geodesy: distances, bearings, destinations, areas on the globe, geohashes, coordinates.';

const point = {
  ...parameters({
    latitude: { type: 'number', minimum: -90, maximum: 90, description: 'Degrees north; south is negative.' },
    longitude: { type: 'number', minimum: -180, maximum: 180, description: 'Degrees east; west is negative.' },
  }),
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'distance_between',
    description: 'Measures how far it is between two places on the globe, as the crow flies, with the bearing to go.',
    parameters: parameters({
      from: { ...point, description: 'Coordinates of the first place.' },
      to: { ...point, description: 'Coordinates of the second place.' },
    }),
    examples: [
      {
        request: 'How far is it from Paris to New York in a straight line?',
        arguments: {
          from: { latitude: 48.8566, longitude: 2.3522 },
          to: { latitude: 40.7128, longitude: -74.006 },
        },
        returns: { kilometres: 5852.935, miles: 3636.845, bearing: 291.8, compass: 'WNW' },
      },
    ],
    run: async ({ from, to }: { from: Point; to: Point }) => {
      const { distance } = await import('./geodesy/geodesic.js');
      return { ...distance(from, to) };
    },
  },
  {
    name: 'destination_point',
    description: 'Finds where you get to by going a distance from a place in a compass direction.',
    parameters: parameters({
      from: { ...point, description: 'Coordinates of the start.' },
      bearing: { type: 'number', minimum: 0, maximum: 360, description: 'Degrees clockwise from north.' },
      kilometres: { type: 'number', minimum: 0, maximum: 20_000, description: 'How far to go.' },
    }),
    examples: [
      {
        request: 'Where do I end up 100 km due east of 0°, 0°?',
        arguments: { from: { latitude: 0, longitude: 0 }, bearing: 90, kilometres: 100 },
        returns: { latitude: 0, longitude: 0.898315 },
      },
    ],
    run: async ({ from, bearing, kilometres }: { from: Point; bearing: number; kilometres: number }) => {
      const { destination } = await import('./geodesy/geodesic.js');
      return { ...destination(from, bearing, kilometres) };
    },
  },
  {
    name: 'polygon_area',
    description: 'Measures the area and perimeter of a region on the globe from the coordinates of its corners.',
    parameters: parameters({
      corners: { type: 'array', items: point, minItems: 3, maxItems: 1000, description: 'Corners in order around it.' },
    }),
    examples: [
      {
        request: 'How big is the one-degree square at the equator?',
        arguments: {
          corners: [
            { latitude: 0, longitude: 0 },
            { latitude: 0, longitude: 1 },
            { latitude: 1, longitude: 1 },
            { latitude: 1, longitude: 0 },
          ],
        },
        returns: { square_kilometres: 12308.778, hectares: 1230877.836, perimeter_kilometres: 443.771 },
      },
    ],
    run: async ({ corners }: { corners: Point[] }) => {
      const { area } = await import('./geodesy/geodesic.js');
      return { ...area(corners) };
    },
  },
  {
    name: 'encode_geohash',
    description: 'Gives the geohash of a place: a short code for its coordinates.',
    parameters: parameters({
      latitude: { type: 'number', minimum: -90, maximum: 90, description: 'Degrees north; south is negative.' },
      longitude: { type: 'number', minimum: -180, maximum: 180, description: 'Degrees east; west is negative.' },
      length: { type: 'integer', minimum: 1, maximum: 12, default: 9, description: 'Letters; more are more exact.' },
    }),
    examples: [
      {
        request: 'geohash for 57.64911, 10.40744 please, 11 letters',
        arguments: { latitude: 57.64911, longitude: 10.40744, length: 11 },
        returns: 'u4pruydqqvj',
      },
    ],
    run: async ({ latitude, longitude, length }: Point & { length: number }) => {
      const { encodeGeohash } = await import('./geodesy/geohash.js');
      return encodeGeohash(latitude, longitude, length);
    },
  },
  {
    name: 'decode_geohash',
    description: 'Gives the coordinates that a geohash stands for, with how exact they are.',
    parameters: parameters({
      geohash: { type: 'string', pattern: '^[0-9b-hjkmnp-zB-HJKMNP-Z]{1,12}$', description: 'The geohash.' },
    }),
    examples: [
      {
        request: 'Where is geohash ezs42?',
        arguments: { geohash: 'ezs42' },
        returns: { latitude: 42.60498, longitude: -5.603027, latitude_error: 0.021973, longitude_error: 0.021973 },
      },
    ],
    run: async ({ geohash }: { geohash: string }) => {
      const { decodeGeohash } = await import('./geodesy/geohash.js');
      return { ...decodeGeohash(geohash) };
    },
  },
  {
    name: 'format_coordinates',
    description: 'Converts decimal coordinates to degrees, minutes and seconds, as maps and sailors write them.',
    parameters: parameters({
      latitude: { type: 'number', minimum: -90, maximum: 90, description: 'Degrees north; south is negative.' },
      longitude: { type: 'number', minimum: -180, maximum: 180, description: 'Degrees east; west is negative.' },
    }),
    examples: [
      {
        request: 'Write 48.8584, 2.2945 in degrees minutes seconds',
        arguments: { latitude: 48.8584, longitude: 2.2945 },
        returns: '48°51′30.2″N 2°17′40.2″E',
      },
    ],
    run: ({ latitude, longitude }: Point) =>
      `${sexagesimal(latitude)}${latitude < 0 ? 'S' : 'N'} ${sexagesimal(longitude)}${longitude < 0 ? 'W' : 'E'}`,
  },
]);

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Degrees, minutes and seconds to a tenth, without a sign. */
function sexagesimal(degrees: number): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const minutes = Math.floor(tenths / 600) % 60;
  return `${Math.floor(tenths / 36_000)}°${String(minutes).padStart(2, '0')}′${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}″`;
}
