/**
 * Holds the rules that CONTRIBUTING states: who may touch what. Reads class files, runs nothing.
 */
@NullMarked
package io.churnlake.architecture;

import org.jspecify.annotations.NullMarked;
