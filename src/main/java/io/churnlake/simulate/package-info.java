/**
 * The shop simulator: order logs of a made-up shop with the truth about each customer beside them,
 * so that models can be tested against what they are meant to find out. Beside it customer bases
 * without a shop ({@link io.churnlake.simulate.CustomerBase}), for measuring speed.
 *
 * <p>Everything but {@link io.churnlake.simulate.ShopSimulator} and {@link
 * io.churnlake.simulate.CustomerBaseDays} is plain Java; these classes turn it into datasets. May
 * use Spark SQL, and no other package of this project.
 */
@NullMarked
package io.churnlake.simulate;

import org.jspecify.annotations.NullMarked;
