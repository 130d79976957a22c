import { Decimal } from 'decimal.js';

/**
 * Units by quantity: canonical name → [size in the quantity's base unit, other spellings]. Sizes are exact by definition
 * (SI, the international yard and pound of 1959, IEC binary prefixes); where the definition involves pi or is conventional
 * it is given to 16 digits. Sizes may be fractions.
 */
const quantities: Readonly<Record<string, Readonly<Record<string, readonly [size: string, spellings: string]>>>> = {
  length: {
    metre: ['1', 'm meter'],
    kilometre: ['1000', 'km kilometer'],
    centimetre: ['0.01', 'cm centimeter'],
    millimetre: ['0.001', 'mm millimeter'],
    micrometre: ['0.000001', 'um µm micron micrometer'],
    nanometre: ['1e-9', 'nm nanometer'],
    inch: ['0.0254', 'in inches "'],
    foot: ['0.3048', "ft feet '"],
    yard: ['0.9144', 'yd'],
    mile: ['1609.344', 'mi'],
    nautical_mile: ['1852', 'nmi'],
    furlong: ['201.168', ''],
    fathom: ['1.8288', ''],
    astronomical_unit: ['149597870700', 'au'],
    light_year: ['9460730472580800', 'ly'],
    parsec: ['30856775814913673', 'pc'],
  },
  mass: {
    kilogram: ['1', 'kg kilo'],
    gram: ['0.001', 'g'],
    milligram: ['0.000001', 'mg'],
    microgram: ['1e-9', 'ug µg mcg'],
    tonne: ['1000', 't metric_ton'],
    pound: ['0.45359237', 'lb lbs'],
    ounce: ['0.028349523125', 'oz'],
    stone: ['6.35029318', 'st'],
    short_ton: ['907.18474', 'us_ton'],
    long_ton: ['1016.0469088', 'imperial_ton'],
    carat: ['0.0002', 'ct'],
    grain: ['0.00006479891', 'gr'],
    troy_ounce: ['0.0311034768', 'ozt'],
  },
  time: {
    second: ['1', 's sec'],
    millisecond: ['0.001', 'ms'],
    microsecond: ['0.000001', 'us µs'],
    nanosecond: ['1e-9', 'ns'],
    minute: ['60', 'min'],
    hour: ['3600', 'h hr'],
    day: ['86400', 'd'],
    week: ['604800', 'wk'],
    fortnight: ['1209600', ''],
    julian_year: ['31557600', 'year yr'],
  },
  area: {
    square_metre: ['1', 'm2 m² sqm square_meter'],
    square_kilometre: ['1000000', 'km2 km² square_kilometer'],
    square_centimetre: ['0.0001', 'cm2 cm² square_centimeter'],
    hectare: ['10000', 'ha'],
    are: ['100', ''],
    acre: ['4046.8564224', ''],
    square_foot: ['0.09290304', 'ft2 ft² sqft square_feet'],
    square_inch: ['0.00064516', 'in2 in² square_inches'],
    square_yard: ['0.83612736', 'yd2 yd²'],
    square_mile: ['2589988.110336', 'mi2 mi²'],
  },
  volume: {
    litre: ['1', 'l liter'],
    millilitre: ['0.001', 'ml milliliter cc'],
    centilitre: ['0.01', 'cl centiliter'],
    decilitre: ['0.1', 'dl deciliter'],
    cubic_metre: ['1000', 'm3 m³ cubic_meter'],
    cubic_centimetre: ['0.001', 'cm3 cm³ cubic_centimeter'],
    cubic_inch: ['0.016387064', 'in3 in³ cubic_inches'],
    cubic_foot: ['28.316846592', 'ft3 ft³ cubic_feet'],
    us_gallon: ['3.785411784', 'gallon gal'],
    us_quart: ['0.946352946', 'quart qt'],
    us_pint: ['0.473176473', 'pint pt'],
    us_cup: ['0.2365882365', 'cup'],
    us_fluid_ounce: ['0.0295735295625', 'fluid_ounce fl_oz floz'],
    tablespoon: ['0.01478676478125', 'tbsp us_tablespoon'],
    teaspoon: ['0.00492892159375', 'tsp us_teaspoon'],
    imperial_gallon: ['4.54609', 'uk_gallon'],
    imperial_pint: ['0.56826125', 'uk_pint'],
    imperial_fluid_ounce: ['0.0284130625', 'uk_fluid_ounce'],
    oil_barrel: ['158.987294928', 'barrel bbl'],
  },
  speed: {
    metre_per_second: ['1', 'm/s mps meter_per_second metres_per_second meters_per_second'],
    kilometre_per_hour: ['1000/3600', 'km/h kph kmh kilometer_per_hour kilometres_per_hour kilometers_per_hour'],
    mile_per_hour: ['0.44704', 'mph mi/h miles_per_hour'],
    knot: ['1852/3600', 'kn kt'],
    foot_per_second: ['0.3048', 'ft/s feet_per_second'],
    speed_of_light: ['299792458', ''],
  },
  pressure: {
    pascal: ['1', 'pa'],
    kilopascal: ['1000', 'kpa'],
    hectopascal: ['100', 'hpa millibar mbar'],
    bar: ['100000', ''],
    atmosphere: ['101325', 'atm'],
    pound_per_square_inch: ['6894.757293168361', 'psi'],
    torr: ['101325/760', ''],
    millimetre_of_mercury: ['133.322387415', 'mmhg'],
  },
  energy: {
    joule: ['1', 'j'],
    kilojoule: ['1000', 'kj'],
    megajoule: ['1000000', 'mj'],
    watt_hour: ['3600', 'wh'],
    kilowatt_hour: ['3600000', 'kwh'],
    calorie: ['4.184', 'cal'],
    kilocalorie: ['4184', 'kcal food_calorie'],
    british_thermal_unit: ['1055.05585262', 'btu'],
    electronvolt: ['1.602176634e-19', 'ev'],
  },
  power: {
    watt: ['1', 'w'],
    kilowatt: ['1000', 'kw'],
    megawatt: ['1000000', 'megawatts'],
    horsepower: ['745.69987158227022', 'hp'],
    metric_horsepower: ['735.49875', 'ps'],
  },
  force: {
    newton: ['1', 'n'],
    kilonewton: ['1000', 'kn_force'],
    kilogram_force: ['9.80665', 'kgf'],
    pound_force: ['4.4482216152605', 'lbf'],
  },
  angle: {
    degree: ['1', 'deg °'],
    radian: ['57.29577951308232', 'rad'],
    gradian: ['0.9', 'gon'],
    turn: ['360', 'revolution'],
    arcminute: ['1/60', 'arcmin'],
    arcsecond: ['1/3600', 'arcsec'],
  },
  data: {
    byte: ['1', 'b'],
    bit: ['0.125', ''],
    kilobyte: ['1000', 'kb'],
    megabyte: ['1000000', 'mb'],
    gigabyte: ['1000000000', 'gb'],
    terabyte: ['1000000000000', 'tb'],
    petabyte: ['1000000000000000', 'pb'],
    kibibyte: ['1024', 'kib'],
    mebibyte: ['1048576', 'mib'],
    gibibyte: ['1073741824', 'gib'],
    tebibyte: ['1099511627776', 'tib'],
    kilobit: ['125', 'kbit'],
    megabit: ['125000', 'mbit'],
    gigabit: ['125000000', 'gbit'],
  },
  frequency: {
    hertz: ['1', 'hz'],
    kilohertz: ['1000', 'khz'],
    megahertz: ['1000000', 'mhz'],
    gigahertz: ['1000000000', 'ghz'],
    revolution_per_minute: ['1/60', 'rpm'],
  },
  fuel_economy: {
    kilometre_per_litre: ['1', 'km/l kmpl kilometer_per_liter'],
    mile_per_us_gallon: ['1.609344/3.785411784', 'mpg miles_per_gallon'],
    mile_per_imperial_gallon: ['1.609344/4.54609', 'uk_mpg'],
  },
  // Temperatures have their own zeros: kelvin = (value + offset) × size.
  temperature: {
    kelvin: ['1', 'k'],
    celsius: ['1', 'c degc °c centigrade degrees_celsius degree_celsius'],
    fahrenheit: ['5/9', 'f degf °f degrees_fahrenheit degree_fahrenheit'],
    rankine: ['5/9', 'degr °r'],
  },
};

const offsets: Readonly<Record<string, string>> = { celsius: '273.15', fahrenheit: '459.67' };

export interface Unit {
  readonly name: string;
  readonly quantity: string;
  readonly size: Decimal;
  readonly offset: Decimal;
}

// Products of a definition and a value stay exact: no definition has more than 25 digits.
const Precise = Decimal.clone({ precision: 60, defaults: true });

/** Every spelling, lower case → unit. Made on first use of this module, which is loaded by the first conversion. */
const bySpelling = new Map<string, Unit>(
  Object.entries(quantities).flatMap(([quantity, units]) =>
    Object.entries(units).flatMap(([name, [size, spellings]]) => {
      const [over, under = '1'] = size.split('/');
      const unit: Unit = {
        name,
        quantity,
        size: new Precise(over ?? 0).div(under),
        offset: new Precise(offsets[name] ?? 0),
      };
      return [name, ...spellings.split(' ').filter(Boolean)].map(spelling => [spelling, unit] as const);
    }),
  ),
);

/** Quantity → canonical unit names. */
export const unitNames: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(quantities).map(([quantity, units]) => [quantity, Object.keys(units)]),
);

/** The unit of any common spelling, singular or plural, whatever the case: `KM`, `kilometers`, `square feet`. */
export function unitNamed(text: string): Unit {
  const spelling = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const singular = spelling.replace(/^feet\b/, 'foot').replace(/(?<=..)s$/, '');
  const unit = bySpelling.get(spelling) ?? bySpelling.get(singular) ?? bySpelling.get(singular.replace(/e$/, ''));
  if (unit === undefined) throw new Error(`"${text}" is not a unit that is known here; try its full English name`);
  return unit;
}

/** Exact up to 60 digits. Throws when the units measure different things. */
export function convertUnits(value: number, from: Unit, to: Unit): Decimal {
  if (from.quantity !== to.quantity) {
    throw new Error(`${from.name} measures ${from.quantity} and ${to.name} measures ${to.quantity}`);
  }
  return new Precise(value).plus(from.offset).times(from.size).div(to.size).minus(to.offset);
}
