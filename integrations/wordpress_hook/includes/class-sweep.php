<?php
/**
 * Layer 5a: looks again at what is out already.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Every hour: asks for the windows, and inside one checks all that is live or scheduled and has no record for it. It
 * finds what no hook sees (SQL, page builders), what was let through while the service was away, and what was
 * published before the window.
 */
final class Sweep {
	const HOOK   = 'neutral_gate_sweep';
	const SOON   = 'neutral_gate_sweep_soon';
	const CURSOR = 'neutral_gate_sweep_cursor';
	const BATCH  = 50;

	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A sweep.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( self::SOON, array( $this, 'run' ) );
		add_action( 'init', array( $this, 'schedule' ) );
	}

	/**
	 * Keeps the task going where the plugin was never activated: as a must-use plugin, or on a network's site.
	 */
	public function schedule() {
		if ( ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, 'hourly', self::HOOK );
		}
	}

	/**
	 * Sweeps one batch; goes on soon where there is more.
	 *
	 * @return int How many posts were checked.
	 */
	public function run() {
		$this->ask_windows();
		$inside = Windows::INSIDE === $this->plugin->windows->state();
		$posts  = $this->next_batch( $inside );
		$done   = 0;
		foreach ( $posts as $post ) {
			update_option( self::CURSOR, $post->ID, false );
			if ( $this->plugin->records->covers( $post, $this->plugin->windows->active() ) ) {
				continue;
			}
			if ( ! $this->look_at( $post ) ) {
				break; // The service is away: go on from here next time.
			}
			++$done;
		}
		if ( count( $posts ) < self::BATCH ) {
			delete_option( self::CURSOR );
		} elseif ( ! wp_next_scheduled( self::SOON ) ) {
			wp_schedule_single_event( time() + MINUTE_IN_SECONDS, self::SOON );
		}
		$this->plugin->gatekeeper->forget();
		return $done;
	}

	/**
	 * Learns what windows there are and will be.
	 *
	 * @param bool $test True to ask even where the service was away a moment ago.
	 * @return true|\WP_Error
	 */
	public function ask_windows( $test = false ) {
		$answer = $this->plugin->client->call( '/v1/windows', null, $test );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$windows = array();
		foreach ( array( 'windows', 'active', 'next', 'coming' ) as $key ) {
			$found   = isset( $answer[ $key ] ) && is_array( $answer[ $key ] ) ? $answer[ $key ] : array();
			$windows = array_merge( $windows, isset( $found['id'] ) ? array( $found ) : $found );
		}
		$this->plugin->windows->learn( $windows, true );
		return true;
	}

	/**
	 * The next posts to look at, by id.
	 *
	 * @param bool $inside Whether a window is active; outside, only what was let through unchecked counts.
	 * @return \WP_Post[]
	 */
	private function next_batch( $inside ) {
		global $wpdb;
		$types    = Types::guarded();
		$statuses = Types::live();
		$marks    = static function ( array $values ) {
			return implode( ',', array_fill( 0, count( $values ), '%s' ) );
		};
		$unasked  = $inside ? '' : $wpdb->prepare(
			" AND EXISTS (SELECT 1 FROM $wpdb->postmeta m WHERE m.post_id = p.ID AND m.meta_key = %s AND m.meta_value LIKE %s)",
			Records::META,
			'%' . $wpdb->esc_like( '"unchecked"' ) . '%'
		);
		$ids      = $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- a sweep must see what is there, not what a cache or a filter shows.
			$wpdb->prepare( // phpcs:ignore WordPress.DB.PreparedSQLPlaceholders -- the marks are counted while it runs.
				"SELECT p.ID FROM $wpdb->posts p WHERE p.ID > %d AND p.post_type IN ({$marks( $types )}) AND (p.post_status IN ({$marks( $statuses )}) OR (p.post_type IN ('wp_template','wp_template_part') AND p.post_status IN ('draft','auto-draft')))$unasked ORDER BY p.ID LIMIT %d", // phpcs:ignore WordPress.DB.PreparedSQL -- what is put in are marks, and text that was prepared above.
				array_merge( array( (int) get_option( self::CURSOR ) ), $types, $statuses, array( self::BATCH ) )
			)
		);
		$posts    = array();
		foreach ( $ids as $id ) {
			clean_post_cache( (int) $id );
			$post = get_post( (int) $id );
			if ( $post ) {
				$posts[] = $post;
			}
		}
		return $posts;
	}

	/**
	 * Judges one post that is out.
	 *
	 * @param \WP_Post $post The post.
	 * @return bool False where the service gave no answer.
	 */
	private function look_at( \WP_Post $post ) {
		$draft   = Draft::stored( $post );
		$verdict = $this->plugin->gatekeeper->judge( $draft, true );
		if ( ! $verdict->answered() ) {
			return false;
		}
		if ( $verdict->allowed ) {
			$hold = $this->plugin->holds->of( $post->ID );
			$this->plugin->records->save( $post->ID, $draft, $verdict );
			if ( $hold && 'sweep' === $hold['how'] ) {
				$this->plugin->holds->release( $post->ID );
			}
			return true;
		}
		$never = null === $this->plugin->records->of( $post->ID );
		if ( 'unpublish' === $this->plugin->settings->get( 'sweep_action' ) || 'future' === $post->post_status ) {
			$this->plugin->holds->pull( $post, $verdict, 'sweep' );
			$this->plugin->holds->mail( $post, $verdict );
		} else {
			$this->plugin->holds->hold( $post->ID, $verdict, 'sweep', array( 'never' => $never ) );
		}
		return true;
	}
}
