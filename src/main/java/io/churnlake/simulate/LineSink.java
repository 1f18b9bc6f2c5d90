package io.churnlake.simulate;

/** Takes the lines in the order in which they come about. */
interface LineSink {

  /** A sink for those who want the counts only. */
  LineSink NOWHERE = (deliveredOn, line, defect) -> {};

  /** A line that stands in the file of the given day. */
  void deliver(int deliveredOn, OrderLine line, Defect defect);
}
