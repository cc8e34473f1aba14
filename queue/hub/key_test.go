package hub

import "testing"

func TestKeysAscend(t *testing.T) {
	a, b := &Hub{maker: newMaker()}, &Hub{maker: newMaker()}
	last, made := "", map[string]bool{}
	for range 2000 {
		key := a.NewKey()
		if key <= last || made[key] {
			t.Fatalf("%s comes after %s", key, last)
		}
		last, made[key], made[b.NewKey()] = key, true, true
	}
	if len(made) != 4000 {
		t.Errorf("%d keys, want 4000", len(made))
	}
}
