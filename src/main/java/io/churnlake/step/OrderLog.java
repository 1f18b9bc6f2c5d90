package io.churnlake.step;

import io.churnlake.config.SourceMapping;

/**
 * What a command is told to read.
 *
 * @param source how it is read
 * @param input the folder it is in; empty where only its rules are wanted
 */
public record OrderLog(SourceMapping source, String input) {}
