/**
 * The shop simulator: order logs of a made-up shop, what it knows beside its orders, and the truth,
 * so that models can be tested against what they are meant to find out. Beside it customer bases
 * without a shop ({@link io.churnlake.simulate.CustomerBase}), for measuring speed.
 *
 * <p>Everything but {@link io.churnlake.simulate.ShopSimulator}, {@link
 * io.churnlake.simulate.InputSimulator} and {@link io.churnlake.simulate.CustomerBaseDays} is plain
 * Java; these classes turn it into datasets. May use Spark SQL, and no other package of this
 * project.
 */
@NullMarked
package io.churnlake.simulate;

import org.jspecify.annotations.NullMarked;
