/** The functions that IJava's notebooks call, for those that import them by name. */
package io.github.spencerpark.ijava.runtime;
