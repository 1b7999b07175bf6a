/**
 * How IJava's notebooks say what their values look like, on top of {@link peaberry.kernel.display}.
 * New notebooks use that.
 */
package io.github.spencerpark.jupyter.kernel.display;
