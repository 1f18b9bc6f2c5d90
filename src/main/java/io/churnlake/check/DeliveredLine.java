package io.churnlake.check;

/**
 * A line that can be read, as one file delivers it.
 *
 * @param place where it stands
 * @param order its order's number
 * @param sameLine tells the order's lines apart, whatever was corrected since
 * @param content tells apart what they say
 */
record DeliveredLine(Place place, String order, long sameLine, String content) {}
