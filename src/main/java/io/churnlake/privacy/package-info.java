/** Who is to be forgotten, which ids are one person, and how ids of the outside become keys. */
@NullMarked
package io.churnlake.privacy;

import org.jspecify.annotations.NullMarked;
