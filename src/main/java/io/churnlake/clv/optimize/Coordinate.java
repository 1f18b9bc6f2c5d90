package io.churnlake.clv.optimize;

/**
 * What a coordinate of a likelihood's point stands for.
 *
 * @param name the parameter's name, as in its model's paper
 * @param scale how the parameter follows from the coordinate
 */
public record Coordinate(String name, Scale scale) {

  /** The way from the coordinate to the parameter. */
  public enum Scale {
    /** The coordinate is the natural logarithm of a positive parameter. */
    LOGARITHM,
    /** The coordinate is the parameter. */
    IDENTITY
  }

  /** A positive parameter, searched by its logarithm. */
  public static Coordinate logarithm(String name) {
    return new Coordinate(name, Scale.LOGARITHM);
  }

  /** A parameter of any sign. */
  public static Coordinate identity(String name) {
    return new Coordinate(name, Scale.IDENTITY);
  }

  /** The parameter at a coordinate. */
  public double value(double coordinate) {
    return scale == Scale.LOGARITHM ? Math.exp(coordinate) : coordinate;
  }

  /** The standard error of the parameter by the delta method. */
  double standardError(double coordinate, double error) {
    return scale == Scale.LOGARITHM ? Math.exp(coordinate) * error : error;
  }
}
