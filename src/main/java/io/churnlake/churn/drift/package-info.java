/** How far the customers of today differ from those a model was made for. Uses nothing else. */
@NullMarked
package io.churnlake.churn.drift;

import org.jspecify.annotations.NullMarked;
