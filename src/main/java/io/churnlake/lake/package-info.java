/**
 * Reading and writing Delta and files; Spark sessions; locks, load intents and publication. Uses
 * table and error.
 */
@NullMarked
package io.churnlake.lake;

import org.jspecify.annotations.NullMarked;
