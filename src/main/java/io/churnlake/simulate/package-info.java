/**
 * The shop simulator: order logs of a made-up shop with the truth about each customer beside them,
 * so that models can be tested against what they are meant to find out.
 *
 * <p>Everything but {@link io.churnlake.simulate.ShopSimulator} is plain Java; that class turns it
 * into datasets. May use Spark SQL, and no other package of this project.
 */
@NullMarked
package io.churnlake.simulate;

import org.jspecify.annotations.NullMarked;
