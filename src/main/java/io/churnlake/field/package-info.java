/**
 * What a delivered field means, whatever the input that it stands in: {@link
 * io.churnlake.field.Times dates and times}, and {@link io.churnlake.field.IdRules customer ids}.
 * Uses nothing.
 */
@NullMarked
package io.churnlake.field;

import org.jspecify.annotations.NullMarked;
