<?php
/**
 * Layer 3: scheduled posts.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Judges a scheduled post at the moment when it goes live, whatever was said of it when it was scheduled.
 */
final class Schedule_Guard {
	const TRIES = '_neutral_gate_tries';

	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A guard.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks. Core's own function is called from here, so that it can be left out.
	 */
	public function boot() {
		remove_action( 'publish_future_post', 'check_and_publish_future_post', 10 );
		add_action( 'publish_future_post', array( $this, 'publish' ), 10 );
	}

	/**
	 * Publishes a scheduled post, or not.
	 *
	 * @param int|\WP_Post $post The post.
	 */
	public function publish( $post ) {
		$post = get_post( $post );
		if ( ! $post || 'future' !== $post->post_status ) {
			return;
		}
		if ( ! Types::is_guarded( $post->post_type ) || strtotime( $post->post_date_gmt . ' GMT' ) > time() ) {
			check_and_publish_future_post( $post );
			return;
		}
		$draft   = Draft::stored( $post );
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		if ( $verdict->allowed ) {
			delete_post_meta( $post->ID, self::TRIES );
			check_and_publish_future_post( $post );
			return;
		}
		if ( $verdict->answered() ) {
			$this->plugin->holds->pull( $post, $verdict, 'scheduled' );
			$this->plugin->holds->mail( $post, $verdict );
			return;
		}
		$this->try_later( $post, $verdict );
	}

	/**
	 * Leaves a post scheduled while the service is away, and tries again: after 1, 2, 4 ... up to 60 minutes.
	 *
	 * @param \WP_Post $post    The post.
	 * @param Verdict  $verdict The missing answer.
	 */
	private function try_later( \WP_Post $post, Verdict $verdict ) {
		$tries = (int) get_post_meta( $post->ID, self::TRIES, true );
		update_post_meta( $post->ID, self::TRIES, $tries + 1 );
		$wait = min( HOUR_IN_SECONDS, MINUTE_IN_SECONDS * ( 2 ** min( $tries, 6 ) ) );
		wp_clear_scheduled_hook( 'publish_future_post', array( $post->ID ) );
		wp_schedule_single_event( time() + $wait, 'publish_future_post', array( $post->ID ) );
		$this->plugin->holds->hold( $post->ID, $verdict, 'waiting' );
	}
}
