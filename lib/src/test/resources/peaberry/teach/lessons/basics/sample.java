// %% [markdown]
// # A lesson for the tests
// ## Task 1: add
// %% tags=["solution"] exercise="sum"
int total = 1 + 2;
// %% tags=["stub"] exercise="sum"
int total = todo();
// %% tags=["hint"] exercise="sum"
// Try `+`.
// %% tags=["hint"] exercise="sum"
// Add 1 and 2.
//
// Really.
// %% tags=["check"] exercise="sum" points=1
lesson.check("sum", number("total", 3, 0, "the sum"));
// %%
int free = 3;
// %% [markdown] tags=["solution"] exercise="why" points=2
// Because *3* is
// the sum.
// %% [markdown] tags=["after"]
// # What we found
// It is *3*.
// %% tags=["after"]
total
