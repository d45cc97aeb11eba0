/** What waits is counted so far, and then said to be more: counting everything would take longer the more there is. */
export const counted = 500
