import 'server-only'

/** A unit: what one of it is in its quantity's first unit, and what is added before that. */
export interface Unit {
  symbol: string
  /** A decimal, or a quotient of two. */
  factor: string
  /** Of a temperature's zero. */
  offset?: string
  names: readonly string[]
  /** Which prefixes it takes. */
  prefixes?: 'si' | 'data'
}

export interface Quantity {
  name: string
  units: readonly Unit[]
}

const unit = (symbol: string, factor: string, ...names: string[]): Unit => ({
  symbol,
  factor,
  names,
})
const si = (symbol: string, factor: string, ...names: string[]): Unit => ({
  ...unit(symbol, factor, ...names),
  prefixes: 'si',
})
const data = (symbol: string, factor: string, ...names: string[]): Unit => ({
  ...unit(symbol, factor, ...names),
  prefixes: 'data',
})

/** Factors are exact by definition (BIPM, NIST SP 811), pints, gallons and ounces those of the US. */
export const QUANTITIES: readonly Quantity[] = [
  {
    name: 'length',
    units: [
      si('m', '1', 'meter', 'metre'),
      unit('in', '0.0254', 'inch', 'inches', '"'),
      unit('ft', '0.3048', 'foot', 'feet', "'"),
      unit('yd', '0.9144', 'yard'),
      unit('mi', '1609.344', 'mile'),
      unit('nmi', '1852', 'nautical mile'),
      unit('au', '149597870700', 'astronomical unit'),
      unit('ly', '9460730472580800', 'light-year', 'light year'),
      unit('Å', '1e-10', 'angstrom'),
    ],
  },
  {
    name: 'mass',
    units: [
      si('g', '1', 'gram', 'gramme'),
      unit('t', '1000000', 'tonne', 'metric ton'),
      unit('lb', '453.59237', 'pound', 'lbs'),
      unit('oz', '28.349523125', 'ounce'),
      unit('st', '6350.29318', 'stone'),
      unit('gr', '0.06479891', 'grain'),
      unit('ct', '0.2', 'carat'),
      unit('short ton', '907184.74', 'us ton', 'ton'),
      unit('long ton', '1016046.9088', 'imperial ton'),
    ],
  },
  {
    name: 'temperature',
    units: [
      unit('K', '1', 'kelvin'),
      { ...unit('°C', '1', 'C', 'celsius', 'degC'), offset: '273.15' },
      { ...unit('°F', '5/9', 'F', 'fahrenheit', 'degF'), offset: '459.67' },
      unit('°R', '5/9', 'rankine', 'degR'),
    ],
  },
  {
    name: 'volume',
    units: [
      si('L', '1', 'l', 'liter', 'litre'),
      unit('m³', '1000', 'm3', 'm^3', 'cubic meter', 'cubic metre'),
      unit('cm³', '0.001', 'cm3', 'cm^3', 'cc'),
      unit('gal', '3.785411784', 'gallon'),
      unit('qt', '0.946352946', 'quart'),
      unit('pt', '0.473176473', 'pint'),
      unit('cup', '0.2365882365'),
      unit('fl oz', '0.0295735295625', 'floz', 'fluid ounce'),
      unit('tbsp', '0.01478676478125', 'tablespoon'),
      unit('tsp', '0.00492892159375', 'teaspoon'),
      unit('imp gal', '4.54609', 'imperial gallon'),
      unit('imp pt', '0.56826125', 'imperial pint'),
      unit('ft³', '28.316846592', 'ft3', 'ft^3', 'cubic foot', 'cubic feet'),
      unit('in³', '0.016387064', 'in3', 'in^3', 'cubic inch'),
      unit('bbl', '158.987294928', 'barrel'),
    ],
  },
  {
    name: 'area',
    units: [
      unit('m²', '1', 'm2', 'm^2', 'square meter', 'square metre'),
      unit('mm²', '0.000001', 'mm2', 'mm^2'),
      unit('cm²', '0.0001', 'cm2', 'cm^2'),
      unit('km²', '1000000', 'km2', 'km^2', 'square kilometer', 'square kilometre'),
      unit('ha', '10000', 'hectare'),
      unit('acre', '4046.8564224', 'ac'),
      unit('ft²', '0.09290304', 'ft2', 'ft^2', 'sq ft', 'square foot', 'square feet'),
      unit('in²', '0.00064516', 'in2', 'in^2', 'sq in', 'square inch'),
      unit('yd²', '0.83612736', 'yd2', 'yd^2', 'square yard'),
      unit('mi²', '2589988.110336', 'mi2', 'mi^2', 'square mile'),
      unit('mu', '2000/3', '亩'),
    ],
  },
  {
    name: 'speed',
    units: [
      unit('m/s', '1', 'mps', 'meter per second'),
      unit('km/h', '5/18', 'kph', 'kmh', 'kmph'),
      unit('mph', '0.44704', 'mi/h', 'mile per hour', 'miles per hour'),
      unit('kn', '463/900', 'kt', 'knot'),
      unit('ft/s', '0.3048', 'fps'),
      unit('km/s', '1000'),
      unit('c', '299792458', 'speed of light'),
    ],
  },
  {
    name: 'time',
    units: [
      si('s', '1', 'sec', 'second'),
      unit('min', '60', 'minute'),
      unit('h', '3600', 'hr', 'hour'),
      unit('d', '86400', 'day'),
      unit('week', '604800', 'wk'),
      unit('month', '2629746', 'mo'),
      unit('year', '31556952', 'yr', 'a'),
    ],
  },
  { name: 'data', units: [data('B', '8', 'byte'), data('bit', '1', 'b')] },
  {
    name: 'energy',
    units: [
      si('J', '1', 'joule'),
      si('Wh', '3600', 'watt-hour', 'watt hour'),
      si('cal', '4.184', 'calorie'),
      si('eV', '1.602176634e-19', 'electronvolt'),
      unit('BTU', '1055.05585262'),
      unit('ft·lbf', '1.3558179483314004', 'ft-lb', 'foot-pound'),
    ],
  },
  {
    name: 'pressure',
    units: [
      si('Pa', '1', 'pascal'),
      si('bar', '100000'),
      unit('atm', '101325', 'atmosphere'),
      unit('psi', '444822161526050/64516000000'),
      unit('mmHg', '133.322387415', 'torr'),
      unit('inHg', '3386.388640341'),
    ],
  },
  {
    name: 'power',
    units: [
      si('W', '1', 'watt'),
      unit('hp', '745.69987158227022', 'horsepower'),
      unit('PS', '735.49875', 'metric horsepower'),
      unit('BTU/h', '1055.05585262/3600'),
    ],
  },
]

type Prefix = readonly [symbol: string, name: string, factor: string]

const SI: readonly Prefix[] = [
  ['q', 'quecto', '1e-30'],
  ['r', 'ronto', '1e-27'],
  ['y', 'yocto', '1e-24'],
  ['z', 'zepto', '1e-21'],
  ['a', 'atto', '1e-18'],
  ['f', 'femto', '1e-15'],
  ['p', 'pico', '1e-12'],
  ['n', 'nano', '1e-9'],
  ['µ', 'micro', '1e-6'],
  ['m', 'milli', '1e-3'],
  ['c', 'centi', '1e-2'],
  ['d', 'deci', '1e-1'],
  ['da', 'deca', '1e1'],
  ['h', 'hecto', '1e2'],
  ['k', 'kilo', '1e3'],
  ['M', 'mega', '1e6'],
  ['G', 'giga', '1e9'],
  ['T', 'tera', '1e12'],
  ['P', 'peta', '1e15'],
  ['E', 'exa', '1e18'],
  ['Z', 'zetta', '1e21'],
  ['Y', 'yotta', '1e24'],
  ['R', 'ronna', '1e27'],
  ['Q', 'quetta', '1e30'],
]
const BINARY: readonly Prefix[] = [
  ['Ki', 'kibi', '1024'],
  ['Mi', 'mebi', '1048576'],
  ['Gi', 'gibi', '1073741824'],
  ['Ti', 'tebi', '1099511627776'],
  ['Pi', 'pebi', '1125899906842624'],
  ['Ei', 'exbi', '1152921504606846976'],
]

export const PREFIXES: Readonly<Record<'si' | 'data', readonly Prefix[]>> = {
  si: SI,
  data: [...SI.filter(([, , factor]) => /e[3-9]$|e1[258]$|e2\d$/.test(factor)), ...BINARY],
}
