import type { Calendar } from '../../src/domain/calendar.ts'

/** Peru and the United States from April 2009 to March 2010, written by hand. */
export const peru: Calendar = {
  id: 'PE',
  name: 'Peru',
  weekend: [6, 7],
  closed: {
    '2009-04-09': 'Maundy Thursday',
    '2009-04-10': 'Good Friday',
    '2009-05-01': 'Labor Day',
    '2009-06-29': 'Saints Peter and Paul',
    '2009-07-28': 'Independence Day',
    '2009-07-29': 'Independence Day',
    '2009-08-30': 'Santa Rosa de Lima',
    '2009-10-08': 'Battle of Angamos',
    '2009-11-01': "All Saints' Day",
    '2009-12-08': 'Immaculate Conception',
    '2009-12-25': 'Christmas Day',
    '2010-01-01': "New Year's Day",
  },
}

export const unitedStates: Calendar = {
  id: 'US',
  name: 'US federal',
  weekend: [6, 7],
  closed: {
    '2009-05-25': 'Memorial Day',
    '2009-07-03': 'Independence Day, observed',
    '2009-07-04': 'Independence Day',
    '2009-09-07': 'Labor Day',
    '2009-10-12': 'Columbus Day',
    '2009-11-11': 'Veterans Day',
    '2009-11-26': 'Thanksgiving Day',
    '2009-12-25': 'Christmas Day',
    '2010-01-01': "New Year's Day",
    '2010-01-18': 'Martin Luther King Jr. Day',
    '2010-02-15': "Washington's Birthday",
  },
}

export const both = [peru, unitedStates]
